using System.Security.Cryptography.X509Certificates;

namespace SmimeHelpdesk;

/// <summary>Whom a reply goes to. Addresses are plain addr-specs.</summary>
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
    /// </summary>
    public IReadOnlyList<X509Certificate2> Certificates { get; init; } = [];
}
