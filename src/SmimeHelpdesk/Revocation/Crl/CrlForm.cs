using System.Formats.Asn1;
using SmimeHelpdesk.Cms;

namespace SmimeHelpdesk.Revocation.Crl;

/// <summary>
/// The fields of a CertificateList as slices of its encoding (RFC 5280 section 5.1). A list may hold hundreds of thousands of entries:
/// an object for each would take many times the memory of the list.
/// </summary>
internal sealed record CrlForm
{
    private static readonly Asn1Tag Extensions = new(TagClass.ContextSpecific, 0);

    public required ReadOnlyMemory<byte> Tbs { get; init; }

    public required ReadOnlyMemory<byte> SignedAlgorithm { get; init; }

    public required ReadOnlyMemory<byte> Issuer { get; init; }

    public required DateTimeOffset ThisUpdate { get; init; }

    public DateTimeOffset? NextUpdate { get; init; }

    /// <summary>The contents of revokedCertificates; empty when absent.</summary>
    public ReadOnlyMemory<byte> Entries { get; init; }

    /// <summary>The SEQUENCE of crlExtensions; empty when absent.</summary>
    public ReadOnlyMemory<byte> ExtensionList { get; init; }

    public required ReadOnlyMemory<byte> Algorithm { get; init; }

    public required ReadOnlyMemory<byte> Signature { get; init; }

    /// <exception cref="CmsFormatException">The bytes are no CRL.</exception>
    public static CrlForm Read(ReadOnlyMemory<byte> der)
    {
        try
        {
            var outer = new AsnReader(der, AsnEncodingRules.BER);
            AsnReader list = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            ReadOnlyMemory<byte> tbs = list.ReadEncodedValue();
            ReadOnlyMemory<byte> algorithm = list.ReadEncodedValue();
            byte[] signature = list.ReadBitString(out _);
            list.ThrowIfNotEmpty();
            return ReadTbs(tbs, algorithm, signature);
        }
        catch (AsnContentException exception)
        {
            throw new CmsFormatException("A CRL cannot be read.", exception);
        }
    }

    /// <summary>A Time: UTCTime or GeneralizedTime (RFC 5280 section 5.1.2.4).</summary>
    public static DateTimeOffset ReadTime(AsnReader reader) =>
        reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime(2049) : reader.ReadGeneralizedTime();

    private static CrlForm ReadTbs(ReadOnlyMemory<byte> tbs, ReadOnlyMemory<byte> algorithm, byte[] signature)
    {
        AsnReader fields = new AsnReader(tbs, AsnEncodingRules.BER).ReadSequence();
        if (fields.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
        {
            fields.ReadInteger();
        }

        ReadOnlyMemory<byte> signedAlgorithm = fields.ReadEncodedValue();
        ReadOnlyMemory<byte> issuer = fields.ReadEncodedValue();
        DateTimeOffset thisUpdate = ReadTime(fields);
        DateTimeOffset? nextUpdate = fields.HasData && IsTime(fields.PeekTag()) ? ReadTime(fields) : null;
        ReadOnlyMemory<byte> entries = fields.HasData && fields.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence) ? fields.PeekContentBytes() : default;
        if (!entries.IsEmpty || (fields.HasData && !fields.PeekTag().HasSameClassAndValue(Extensions)))
        {
            fields.ReadEncodedValue();
        }

        ReadOnlyMemory<byte> extensions = fields.HasData ? fields.ReadSequence(Extensions).ReadEncodedValue() : default;
        fields.ThrowIfNotEmpty();
        return new CrlForm
        {
            Tbs = tbs, SignedAlgorithm = signedAlgorithm, Issuer = issuer, ThisUpdate = thisUpdate, NextUpdate = nextUpdate,
            Entries = entries, ExtensionList = extensions, Algorithm = algorithm, Signature = signature,
        };
    }

    private static bool IsTime(Asn1Tag tag) => tag.HasSameClassAndValue(Asn1Tag.UtcTime) || tag.HasSameClassAndValue(Asn1Tag.GeneralizedTime);
}
