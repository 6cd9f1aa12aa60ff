using System.Net;
using System.Net.Http.Headers;

namespace SmimeHelpdesk.Revocation.Fetching;

/// <summary>
/// The only code that makes a request. No proxy, cookie or credential, no redirect to another server, no decompression, no address
/// that is not public, and a bound on time and size.
/// </summary>
internal sealed class HttpFetcher : IDisposable
{
    private const int MaximumRedirects = 3;
    private const int MaximumHeaderKilobytes = 16;
    private readonly HttpMessageInvoker _client;
    private readonly RevocationOptions _options;
    private readonly TimeProvider _time;

    public HttpFetcher(RevocationOptions options, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        _options = options;
        _time = time;
        var connection = new GuardedConnection(options, resolve ?? ((host, token) => Dns.GetHostAddressesAsync(host, token)));
        _client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseProxy = false,
            UseCookies = false,
            PreAuthenticate = false,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = MaximumHeaderKilobytes,
            MaxResponseDrainSize = 0,
            MaxConnectionsPerServer = 4,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectTimeout = options.AttemptTimeout,
            ConnectCallback = connection.OpenAsync,
        });
    }

    /// <summary>Makes one request. Only the caller's cancellation throws.</summary>
    public async Task<Fetched> FetchAsync(FetchQuestion question, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.AttemptTimeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await FollowAsync(question, both.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Fetched.Failed(Problem(exception, timeout.IsCancellationRequested));
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<Fetched> FollowAsync(FetchQuestion question, CancellationToken cancellationToken)
    {
        Uri location = question.Location;
        for (int i = 0; i <= MaximumRedirects; i++)
        {
            using HttpRequestMessage request = Request(location, question.Body);
            using HttpResponseMessage response = await _client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if ((int)response.StatusCode is < 300 or > 399)
            {
                return await ReadAsync(response, question, cancellationToken).ConfigureAwait(false);
            }

            // Whoever may answer for a name may not send the server elsewhere with it; and a POST is not repeated.
            if (question.Body is not null || response.Headers.Location is not { } next || !IsSameServer(location, next = new Uri(location, next)))
            {
                return Fetched.Failed(RevocationUnknownReason.RedirectRefused);
            }

            location = next;
        }

        return Fetched.Failed(RevocationUnknownReason.RedirectRefused);
    }

    private static async Task<Fetched> ReadAsync(HttpResponseMessage response, FetchQuestion question, CancellationToken cancellationToken)
    {
        if (response.StatusCode is not HttpStatusCode.OK)
        {
            return Fetched.Failed(RevocationUnknownReason.HttpError);
        }

        byte[]? body = await BoundedBody.ReadAsync(response.Content, question.MaximumSize, question.Budget, cancellationToken).ConfigureAwait(false);
        return body is null ? Fetched.Failed(RevocationUnknownReason.TooLarge) : new Fetched(body, RevocationUnknownReason.None);
    }

    private static HttpRequestMessage Request(Uri location, byte[]? body)
    {
        // What comes compressed all the same is not unpacked, so that few bytes cannot become many: it is no answer.
        var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, location);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/ocsp-request");
        }

        return request;
    }

    private static bool IsSameServer(Uri from, Uri to) => RevocationUrl.IsAllowed(to) && from.Authority.Equals(to.Authority, StringComparison.OrdinalIgnoreCase);

    private static RevocationUnknownReason Problem(Exception exception, bool isTimedOut)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is AddressRefusedException)
            {
                return RevocationUnknownReason.AddressRefused;
            }
        }

        return isTimedOut || exception is OperationCanceledException ? RevocationUnknownReason.TimedOut : RevocationUnknownReason.Unreachable;
    }
}
