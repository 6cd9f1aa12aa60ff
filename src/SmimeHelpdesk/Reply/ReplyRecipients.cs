using System.Security.Cryptography.X509Certificates;

namespace SmimeHelpdesk;

/// <summary>
/// Whom a reply goes to. Addresses are plain addr-specs whose local part is ASCII; an address that stands in several fields counts
/// in the first one.
/// </summary>
public sealed record ReplyRecipients
{
    /// <summary>The addresses of To; empty means: whom the inbound message says (Reply-To, else From).</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>The addresses of Cc.</summary>
    public IReadOnlyList<string> Cc { get; init; } = [];

    /// <summary>The addresses of Bcc. Each gets a message of its own.</summary>
    public IReadOnlyList<string> Bcc { get; init; } = [];

    /// <summary>
    /// Certificates that the host vouches for, say from its address book: usage, validity and address are checked, trust is not.
    /// They serve further recipients; the author of the inbound message is written to with what that message carried.
    /// </summary>
    public IReadOnlyList<X509Certificate2> Certificates { get; init; } = [];
}
