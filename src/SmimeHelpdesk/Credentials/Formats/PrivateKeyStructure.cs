using System.Formats.Asn1;
using SmimeHelpdesk.Cms;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>PrivateKeyInfo (RFC 5208, RFC 5958) as views on the caller's bytes, so that no copy of the key needs zeroing.</summary>
internal readonly ref struct PrivateKeyStructure
{
    private PrivateKeyStructure(string algorithm, ReadOnlySpan<byte> parameters, ReadOnlySpan<byte> privateKey)
    {
        Algorithm = algorithm;
        Parameters = parameters;
        PrivateKey = privateKey;
    }

    /// <summary>The algorithm's OID.</summary>
    public string Algorithm { get; }

    /// <summary>The algorithm's parameters as they were encoded; empty when there are none.</summary>
    public ReadOnlySpan<byte> Parameters { get; }

    /// <summary>The content of the privateKey octet string.</summary>
    public ReadOnlySpan<byte> PrivateKey { get; }

    /// <summary>Reads the structure.</summary>
    /// <exception cref="CmsFormatException">The bytes are not a PrivateKeyInfo.</exception>
    public static PrivateKeyStructure Read(ReadOnlySpan<byte> pkcs8)
    {
        try
        {
            ReadOnlySpan<byte> rest = Sequence(pkcs8, out _);
            if (!AsnDecoder.TryReadInt32(rest, AsnEncodingRules.BER, out int version, out int consumed) || version is not (0 or 1))
            {
                throw new CmsFormatException("A private key has an unknown version.");
            }

            rest = rest[consumed..];
            ReadOnlySpan<byte> algorithm = Sequence(rest, out consumed);
            rest = rest[consumed..];
            string oid = AsnDecoder.ReadObjectIdentifier(algorithm, AsnEncodingRules.BER, out consumed);
            return AsnDecoder.TryReadPrimitiveOctetString(rest, AsnEncodingRules.BER, out ReadOnlySpan<byte> key, out _)
                ? new PrivateKeyStructure(oid, algorithm[consumed..], key)
                : throw new CmsFormatException("A private key is not one octet string.");
        }
        catch (AsnContentException exception)
        {
            throw new CmsFormatException("A private key cannot be read.", exception);
        }
    }

    private static ReadOnlySpan<byte> Sequence(ReadOnlySpan<byte> encoded, out int consumed)
    {
        AsnDecoder.ReadSequence(encoded, AsnEncodingRules.BER, out int offset, out int length, out consumed);
        return encoded.Slice(offset, length);
    }
}
