using System.Collections.Frozen;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Verification;

/// <summary>What a signature is judged by, besides itself. Pure data: time and trust are passed in.</summary>
internal sealed record SignatureContext
{
    public required SenderFacts Sender { get; init; }

    public required TrustAnchors Anchors { get; init; }

    /// <summary>Certificates known from elsewhere, which may be the signer's when the message left it out.</summary>
    public required IReadOnlyList<ParsedCertificate> Known { get; init; }

    /// <summary>Issuers that earlier messages of the author carried, which may complete a path; none is trusted by itself.</summary>
    public IReadOnlyList<ParsedCertificate> KnownIssuers { get; init; } = [];

    /// <summary>The keys (<see cref="ParsedCertificate.KeySha256"/>) that an administrator has blocked for the author's address.</summary>
    public IReadOnlySet<string> BlockedKeys { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The time of receipt.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The time of opening; null when that is the time of receipt.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>The message's Date field.</summary>
    public DateTimeOffset? Date { get; init; }

    public required SmimePolicy Policy { get; init; }
}
