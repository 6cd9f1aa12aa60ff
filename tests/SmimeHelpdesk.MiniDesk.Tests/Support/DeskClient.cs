using System.Net;
using System.Text.RegularExpressions;

namespace SmimeHelpdesk.MiniDesk.Tests.Support;

/// <summary>An agent without a browser: loads a page, fills its form, sends it.</summary>
internal sealed partial class DeskClient : IDisposable
{
    private readonly HttpClient _client;

    public DeskClient(Uri address) =>
        _client = new HttpClient(new HttpClientHandler { CheckCertificateRevocationList = true }) { BaseAddress = address };

    public Task<string> GetAsync(string path) => _client.GetStringAsync(new Uri(path, UriKind.Relative));

    /// <summary>Sends the form of a page.</summary>
    public async Task<string> PostAsync(string page, string handler, params (string Name, string Value)[] fields)
    {
        string token = TokenPattern().Match(await GetAsync(page)).Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))]);
        using HttpResponseMessage response = await _client.PostAsync(new Uri(page + (handler.Length > 0 ? "?handler=" + handler : string.Empty), UriKind.Relative), form);
        string text = await response.Content.ReadAsStringAsync();
        response.StatusCode.Should().Be(HttpStatusCode.OK, text);
        return text;
    }

    /// <summary>Loads a page until it shows something.</summary>
    public async Task<string> UntilAsync(string path, string shows, int seconds = 60)
    {
        DateTime end = DateTime.UtcNow.AddSeconds(seconds);
        string page;
        while (!(page = await GetAsync(path)).Contains(shows, StringComparison.Ordinal))
        {
            if (DateTime.UtcNow > end)
            {
                throw new TimeoutException($"{path} has not shown \"{shows}\": {page}");
            }

            await Task.Delay(200);
        }

        return page;
    }

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex TokenPattern();
}
