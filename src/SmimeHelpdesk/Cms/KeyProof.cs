using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Cms.Writing;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Cms;

/// <summary>Proves by computing that a private key belongs to a certificate: comparing numbers would say nothing of a key in a module.</summary>
internal static class KeyProof
{
    private const int ProbeSize = 32;

    // The mailbox's own key is not hostile, so its size is not bounded as a stranger's.
    private static readonly SmimeLimits OwnKey = SmimeLimits.Default with { MaximumRsaKeySize = 16384 };

    /// <summary>Signs random octets and verifies them with the certificate.</summary>
    public static CredentialProof Sign(ParsedCertificate certificate, MailboxPrivateKey key)
    {
        if (SignatureScheme.For(certificate) is not { } scheme || key is { Ecdsa: null, Ecdh: not null })
        {
            return CredentialProof.NotSupported;
        }

        try
        {
            byte[] probe = RandomNumberGenerator.GetBytes(ProbeSize);
            return scheme.FitsKey(key)
                && PublicKeySignature.Verify(certificate, scheme.Signature, scheme.Digest.Oid, probe, scheme.Sign(key, probe), OwnKey) is SignatureCheck.Good
                ? CredentialProof.Proven
                : CredentialProof.Failed;
        }
        catch (Exception exception) when (exception is CryptographicException or CmsFormatException)
        {
            return CredentialProof.Failed;
        }
    }

    /// <summary>Encrypts a random key to the certificate and decrypts it.</summary>
    public static CredentialProof Decrypt(ParsedCertificate certificate, MailboxPrivateKey key)
    {
        if (key is { Ecdsa: not null, Ecdh: null })
        {
            return CredentialProof.NotSupported;
        }

        byte[] probe = RandomNumberGenerator.GetBytes(ProbeSize);
        byte[]? opened = null;
        try
        {
            byte[] info = RecipientInfoWriter.Write(new RecipientKey(certificate, SmimeCapabilities.None), probe, OwnKey).GetEncoded(Asn1Encodable.Der);
            RecipientEntry entry = RecipientEntry.Read(BerElement.Read(ByteSource.From(info)), OwnKey).Single();
            opened = ContentKeyUnwrapper.Unwrap(entry, key);
            return opened is not null && CryptographicOperations.FixedTimeEquals(opened, probe) ? CredentialProof.Proven : CredentialProof.Failed;
        }
        catch (CmsFormatException)
        {
            return CredentialProof.NotSupported;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(opened);
            CryptographicOperations.ZeroMemory(probe);
        }
    }
}
