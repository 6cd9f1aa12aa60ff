namespace SmimeHelpdesk.Revocation;

/// <summary>A CRL or an OCSP response, by when it may be used.</summary>
internal interface IDatedAnswer
{
    DateTimeOffset ThisUpdate { get; }

    /// <summary>Null when the answer does not say how long it holds.</summary>
    DateTimeOffset? NextUpdate { get; }

    /// <summary>The answer as it was encoded.</summary>
    ReadOnlyMemory<byte> Der { get; }
}
