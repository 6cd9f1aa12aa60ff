namespace SmimeHelpdesk.Revocation.Fetching;

internal static class RevocationUrl
{
    private const int MaximumLength = 2048;

    /// <summary>
    /// The URL when it may be asked: http only. What is fetched is signed, https would ask for another certificate to be checked first
    /// (RFC 5280 section 8), and ldap, ftp and file reach what no mail should.
    /// </summary>
    public static Uri? Read(string text) =>
        text.Length <= MaximumLength && Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && IsAllowed(url) ? url : null;

    public static bool IsAllowed(Uri url) => url.IsAbsoluteUri && url.Scheme == Uri.UriSchemeHttp && url.UserInfo.Length == 0 && url.Host.Length > 0;
}
