namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>
/// The base of a name constraint, prepared for comparison (RFC 5280 section 4.2.1.10). The text is a mailbox, a host, or a domain
/// with a leading dot; empty for every name of the form; null when it cannot be read, which decides against what it is compared with.
/// </summary>
internal static class NameSubtree
{
    public static ConstrainedName Prepare(ConstrainedName written) => written.Kind switch
    {
        NameKind.Rfc822 => written with { Text = written.Text?.Contains('@', StringComparison.Ordinal) is true ? EmailAddress.Normalize(written.Text) : Domain(written.Text) },
        NameKind.Dns or NameKind.Uri => written with { Text = Domain(written.Text) },
        _ => written,
    };

    private static string? Domain(string? text) => text switch
    {
        null or "" => text,
        ['.', .. string rest] => MailDomain.Normalize(rest) is { } domain ? "." + domain : null,
        _ => MailDomain.Normalize(text),
    };
}
