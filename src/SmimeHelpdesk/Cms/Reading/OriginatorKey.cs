using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cms;
using Org.BouncyCastle.Asn1.X509;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>The public key that a sender made for one key agreement (RFC 5753 section 3.1.1). Its curve is the recipient's, whatever it says.</summary>
internal sealed record OriginatorKey(AlgorithmIdentifier Algorithm, ReadOnlyMemory<byte> PublicKey)
{
    /// <summary>Reads OriginatorIdentifierOrKey; null for a static originator, whose certificate would have to be known.</summary>
    public static OriginatorKey? Read(BerElement? choice, int limit)
    {
        if (choice is null || !choice.IsContext(1))
        {
            return null;
        }

        try
        {
            byte[] encoded = choice.Encoded(limit).ToArray();
            encoded[0] = 0x30;
            OriginatorPublicKey key = OriginatorPublicKey.GetInstance(Asn1Object.FromByteArray(encoded));
            return new OriginatorKey(key.Algorithm, key.PublicKey.GetOctets());
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or Spooling.LimitExceededException))
        {
            throw new CmsFormatException("An originator's key cannot be read.", exception);
        }
    }
}
