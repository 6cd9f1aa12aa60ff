using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Cms.Forge;

/// <summary>A SignedData in whatever form a test wants.</summary>
internal sealed record ForgedSignature(byte[] Content, params ForgedSigner[] Signers)
{
    public string ContentType { get; init; } = CmsOids.Data;

    public bool IsDetached { get; init; }

    /// <summary>The eContent in its explicit tag; null for the content as it is.</summary>
    public byte[]? Encapsulated { get; init; }

    /// <summary>The certificates; null for the signers' and the issuing authority's.</summary>
    public IReadOnlyList<byte[]>? Certificates { get; init; }

    public IReadOnlyList<byte[]> MoreCertificates { get; init; } = [];

    /// <summary>Makes one with a signer of each identity.</summary>
    public static ForgedSignature By(byte[] content, params KeyedIdentity[] signers) => new(content, [.. signers.Select(signer => new ForgedSigner(signer))]);

    /// <summary>CRLs, or RevocationInfoChoices of another form, that travel with it.</summary>
    public IReadOnlyList<byte[]> Crls { get; init; } = [];

    public byte[] Encode() => Ber.Sequence(Ber.Oid(CmsOids.SignedData), Ber.Context(0, EncodeSignedData()));

    public byte[] EncodeSignedData()
    {
        IEnumerable<byte[]> certificates = Certificates
            ?? [.. Signers.Select(signer => signer.Identity.Certificate.Der.ToArray()).DistinctBy(Convert.ToHexString), TestAuthority.Issuing.Certificate.RawData];
        byte[][] bag = [.. certificates, .. MoreCertificates];
        byte[] encapsulated = Encapsulated ?? Ber.Context(0, Ber.Octets(Content));
        return Ber.Sequence(
        [
            Ber.Integer(1),
            Ber.Set([.. Signers.Select(signer => signer.DigestIdentifier).DistinctBy(Convert.ToHexString)]),
            Ber.Sequence([Ber.Oid(ContentType), .. IsDetached ? Array.Empty<byte[]>() : [encapsulated]]),
            .. bag.Length > 0 ? [Ber.Context(0, bag)] : Array.Empty<byte[]>(),
            .. Crls.Count > 0 ? [Ber.Context(1, [.. Crls])] : Array.Empty<byte[]>(),
            Ber.Set([.. Signers.Select(signer => signer.Encode(ContentType, Content))]),
        ]);
    }
}
