using System.Text.Json.Serialization;

namespace SmimeHelpdesk;

/// <summary>One reason against a signature, with the facts that explain it.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Facts">
/// Named facts, as text without control characters: <c>expected</c>, <c>actual</c>, <c>notBefore</c>, <c>notAfter</c>, <c>at</c>,
/// <c>algorithm</c>, <c>subject</c>, <c>issuer</c>, <c>serial</c>, <c>attribute</c>, <c>layer</c> (1 for the outermost); of a revocation
/// <c>reason</c> (<see cref="RevocationReason"/>), <c>revokedAt</c> and <c>cause</c> (<see cref="RevocationUnknownReason"/>). May be empty.
/// </param>
[method: JsonConstructor]
public sealed record SignatureFinding(SignatureReason Reason, IReadOnlyDictionary<string, string> Facts)
{
    /// <summary>A finding without facts.</summary>
    /// <param name="reason">The reason.</param>
    public SignatureFinding(SignatureReason reason)
        : this(reason, System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty)
    {
    }
}
