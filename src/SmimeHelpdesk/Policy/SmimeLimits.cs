namespace SmimeHelpdesk;

/// <summary>
/// What one message or import may cost; past a bound the answer is <c>LimitExceeded</c>, never an exception. Immutable.
/// </summary>
public sealed record SmimeLimits
{
    /// <summary>The defaults.</summary>
    public static SmimeLimits Default { get; } = new();

    /// <summary>Largest message, in bytes as received. Default 160 MiB.</summary>
    public long MaximumMessageSize { get; init; } = 160L << 20;

    /// <summary>Most cryptographic layers around the content. Default 8.</summary>
    public int MaximumLayers { get; init; } = 8;

    /// <summary>Deepest MIME nesting. Default 32.</summary>
    public int MaximumMimeDepth { get; init; } = 32;

    /// <summary>Most MIME parts of one message. Default 1000.</summary>
    public int MaximumParts { get; init; } = 1000;

    /// <summary>
    /// Most signed or encrypted parts that are opened besides the message itself (<see cref="OpenedMessage.ErrantParts"/>); further ones are listed
    /// unopened. All of them together may try <see cref="MaximumKeyAttempts"/> keys. Default 16.
    /// </summary>
    public int MaximumErrantParts { get; init; } = 16;

    /// <summary>Most certificates read from one signed layer. Default 32.</summary>
    public int MaximumCertificates { get; init; } = 32;

    /// <summary>Most signers of one signed layer. Default 8.</summary>
    public int MaximumSigners { get; init; } = 8;

    /// <summary>Most recipients of one encrypted layer. Default 500.</summary>
    public int MaximumRecipients { get; init; } = 500;

    /// <summary>Most attempts to unwrap a content key in one encrypted layer. Default 16.</summary>
    public int MaximumKeyAttempts { get; init; } = 16;

    /// <summary>Most signed or unsigned attributes of one signer. Default 64.</summary>
    public int MaximumAttributes { get; init; } = 64;

    /// <summary>Deepest ASN.1 nesting. Default 64.</summary>
    public int MaximumAsn1Depth { get; init; } = 64;

    /// <summary>Largest structure that is not message content (a certificate, a signer, a recipient), in bytes. Default 256 KiB.</summary>
    public int MaximumStructureSize { get; init; } = 256 << 10;

    /// <summary>Largest decompressed content, in bytes. Default 160 MiB.</summary>
    public long MaximumDecompressedSize { get; init; } = 160L << 20;

    /// <summary>Largest ratio of decompressed to compressed content. Default 10; content up to 1 MiB is not asked.</summary>
    public int MaximumCompressionRatio { get; init; } = 10;

    /// <summary>Largest RSA modulus, in bits, that is computed with. Default 8192.</summary>
    public int MaximumRsaKeySize { get; init; } = 8192;

    /// <summary>Largest RSA public exponent, in bits. Default 64.</summary>
    public int MaximumRsaExponentSize { get; init; } = 64;

    /// <summary>Most signature checks of one certificate path search. Default 64.</summary>
    public int MaximumPathWork { get; init; } = 64;

    /// <summary>Longest certificate path, anchor included. Default 10.</summary>
    public int MaximumPathLength { get; init; } = 10;

    /// <summary>Most iterations of the password derivations of one import, all of them together. Default 5,000,000.</summary>
    public int MaximumKdfIterations { get; init; } = 5_000_000;

    /// <summary>Largest file given to the importer, in bytes. Default 1 MiB.</summary>
    public int MaximumImportSize { get; init; } = 1 << 20;
}
