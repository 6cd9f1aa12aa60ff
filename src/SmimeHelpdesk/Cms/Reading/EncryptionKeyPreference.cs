using Org.BouncyCastle.Asn1;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>The SMIMEEncryptionKeyPreference attribute (RFC 8551 section 2.5.3): which certificate the signer wants to be written to with.</summary>
internal static class EncryptionKeyPreference
{
    /// <summary>The preferred certificate's identifier; null when absent or unreadable.</summary>
    public static EntityIdentifier? Read(SignerAttributes? attributes)
    {
        try
        {
            // CHOICE { [0] IssuerAndSerialNumber, [1] RecipientKeyIdentifier, [2] SubjectKeyIdentifier }, implicitly tagged
            if (attributes?.Single(CmsOid.EncryptionKeyPreferenceAttribute) is not Asn1TaggedObject tagged)
            {
                return null;
            }

            return tagged.TagNo switch
            {
                0 when Asn1Sequence.GetInstance(tagged, false) is { Count: 2 } names =>
                    EntityIdentifier.FromIssuerAndSerial(names[0].ToAsn1Object(), names[1].ToAsn1Object()),
                1 => EntityIdentifier.FromKeyIdentifier(Asn1OctetString.GetInstance(Asn1Sequence.GetInstance(tagged, false)[0]).GetOctets()),
                2 => EntityIdentifier.FromKeyIdentifier(Asn1OctetString.GetInstance(tagged, false).GetOctets()),
                _ => null,
            };
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return null;
        }
    }

    /// <summary>The SMIMECapabilities attribute's value, DER; empty when absent.</summary>
    public static ReadOnlyMemory<byte> Capabilities(SignerAttributes? attributes) =>
        attributes?.Single(CmsOid.CapabilitiesAttribute)?.GetEncoded(Asn1Encodable.Der) ?? default(ReadOnlyMemory<byte>);
}
