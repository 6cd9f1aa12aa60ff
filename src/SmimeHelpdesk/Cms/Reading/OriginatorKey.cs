using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cms;
using Org.BouncyCastle.Asn1.X509;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>The public key that a sender made for one key agreement (RFC 5753 section 3.1.1). Its curve is the recipient's, whatever it says.</summary>
internal sealed record OriginatorKey(AlgorithmIdentifier Algorithm, ReadOnlyMemory<byte> PublicKey)
{
    /// <summary>Reads OriginatorIdentifierOrKey; null for a static originator, whose certificate would have to be known.</summary>
    public static OriginatorKey? Read(BerElement choice, int limit)
    {
        if (!choice.IsContext(1))
        {
            return null;
        }

        try
        {
            var key = OriginatorPublicKey.GetInstance((Asn1TaggedObject)choice.ToAsn1(limit), false);
            return new OriginatorKey(key.Algorithm, key.PublicKey.GetOctets());
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or CmsFormatException or Spooling.LimitExceededException))
        {
            throw new CmsFormatException("An originator's key cannot be read.", exception);
        }
    }
}
