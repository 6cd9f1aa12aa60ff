using System.Formats.Asn1;

namespace SmimeHelpdesk.Revocation.Crl;

/// <summary>The extensions of a CRL entry that count (RFC 5280 section 5.3), read in place: most entries of a long list have one.</summary>
/// <param name="Reason">The reason code.</param>
/// <param name="CertificateIssuer">The certificateIssuer's value; empty when absent.</param>
/// <param name="IsRemoval">Whether the reason code is removeFromCRL.</param>
internal readonly record struct CrlEntryExtensions(RevocationReason Reason, ReadOnlyMemory<byte> CertificateIssuer, bool IsRemoval)
{
    private const int RemoveFromCrl = 8;

    private static ReadOnlySpan<byte> ReasonCode => [0x06, 0x03, 0x55, 0x1D, 0x15];

    private static ReadOnlySpan<byte> InvalidityDate => [0x06, 0x03, 0x55, 0x1D, 0x18];

    private static ReadOnlySpan<byte> Issuer => [0x06, 0x03, 0x55, 0x1D, 0x1D];

    /// <exception cref="UnknownCriticalEntryException">A critical one is not understood, which makes the whole list unusable.</exception>
    public static CrlEntryExtensions Read(ReadOnlyMemory<byte> encoded)
    {
        var found = new CrlEntryExtensions(RevocationReason.Unspecified, default, false);
        if (encoded.IsEmpty)
        {
            return found;
        }

        AsnDecoder.ReadSequence(encoded.Span, AsnEncodingRules.BER, out int start, out int length, out _);
        ReadOnlyMemory<byte> list = encoded.Slice(start, length);
        while (!list.IsEmpty)
        {
            AsnDecoder.ReadSequence(list.Span, AsnEncodingRules.BER, out start, out length, out int consumed);
            found = found.With(list.Slice(start, length));
            list = list[consumed..];
        }

        return found;
    }

    private CrlEntryExtensions With(ReadOnlyMemory<byte> extension)
    {
        AsnDecoder.ReadEncodedValue(extension.Span, AsnEncodingRules.BER, out _, out _, out int oidLength);
        ReadOnlySpan<byte> oid = extension.Span[..oidLength];
        ReadOnlyMemory<byte> rest = extension[oidLength..];
        bool isCritical = false;
        if (Asn1Tag.Decode(rest.Span, out _).HasSameClassAndValue(Asn1Tag.Boolean))
        {
            isCritical = AsnDecoder.ReadBoolean(rest.Span, AsnEncodingRules.BER, out int booleanLength);
            rest = rest[booleanLength..];
        }

        AsnDecoder.ReadEncodedValue(rest.Span, AsnEncodingRules.BER, out int start, out int length, out _);
        ReadOnlyMemory<byte> value = rest.Slice(start, length);
        return oid.SequenceEqual(ReasonCode) ? WithReason(value)
            : oid.SequenceEqual(Issuer) ? this with { CertificateIssuer = value }
            : !isCritical || oid.SequenceEqual(InvalidityDate) ? this
            : throw new UnknownCriticalEntryException();
    }

    private CrlEntryExtensions WithReason(ReadOnlyMemory<byte> value) => AsnDecoder.ReadEnumeratedBytes(value.Span, AsnEncodingRules.BER, out _) is [byte code]
        ? this with { Reason = Reasons.Read(code), IsRemoval = code == RemoveFromCrl }
        : this;
}
