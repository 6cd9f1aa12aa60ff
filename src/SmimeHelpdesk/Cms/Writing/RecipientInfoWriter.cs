using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Cms.Writing;

/// <summary>Wraps a content key for one recipient by what its certificate's key can do (RFC 5652 section 6.2).</summary>
internal static class RecipientInfoWriter
{
    /// <summary>Wraps a content key.</summary>
    /// <exception cref="CmsFormatException">The key cannot be encrypted to.</exception>
    public static Asn1Encodable Write(RecipientKey recipient, byte[] contentKey, SmimeLimits limits)
    {
        try
        {
            return recipient.Certificate.PublicKey.Family switch
            {
                KeyFamily.Rsa => KeyTransportRecipient.Write(recipient, contentKey, limits),
                KeyFamily.EllipticCurve => KeyAgreementRecipient.WriteEcdh(recipient.Certificate, contentKey),
                KeyFamily.X25519 => KeyAgreementRecipient.WriteX25519(recipient.Certificate, contentKey),
                KeyFamily.MlKem => KemRecipient.Write(recipient.Certificate, contentKey),
                _ => throw new CmsFormatException("Encrypting to this kind of key is not supported."),
            };
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or CmsFormatException))
        {
            // The key comes out of a mail: points off the curve, moduli of zero.
            throw new CmsFormatException("A recipient's key cannot be encrypted to.", exception);
        }
    }

    /// <summary>Whether <see cref="Write"/> will succeed: tried with a random key, which costs about as little as judging it.</summary>
    public static bool IsPossible(ParsedCertificate certificate, SmimeLimits limits)
    {
        if (certificate.IsKnownToBeEncryptable(limits))
        {
            return true;
        }

        byte[] probe = RandomNumberGenerator.GetBytes(32);
        try
        {
            Write(new RecipientKey(certificate, SmimeCapabilities.None), probe, limits);
            certificate.RememberEncryptable(limits);
            return true;
        }
        catch (CmsFormatException)
        {
            return false;
        }
    }
}
