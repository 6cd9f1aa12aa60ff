using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace SmimeHelpdesk.Tests.Credentials.Import;

/// <summary>Shows with a computation of its own that an imported key is the partner of its certificate.</summary>
internal static class KeyProof
{
    private static readonly byte[] Hash = SHA256.HashData("proof"u8);

    public static void Check(MailboxCredential credential)
    {
        using MailboxPrivateKey key = SmimeHelpdesk.Credentials.Formats.PrivateKeyFactory.Open(credential.Pkcs8.Span);
        using X509Certificate2 certificate = credential.ExportCertificate();
        if (key.Rsa is not null)
        {
            using RSA rsa = RSA.Create();
            rsa.ImportRSAPublicKey(certificate.PublicKey.EncodedKeyValue.RawData, out _);
            rsa.VerifyHash(Hash, key.Rsa.SignHash(Hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pss), HashAlgorithmName.SHA256, RSASignaturePadding.Pss)
                .Should().BeTrue();
        }
        else if (key.Ecdsa is not null)
        {
            CheckEllipticCurve(key, certificate);
        }
        else
        {
            CheckSoftwareKey(key.Pkcs8!, credential.Parsed.SubjectPublicKeyInfo.ToArray());
        }
    }

    private static void CheckEllipticCurve(MailboxPrivateKey key, X509Certificate2 certificate)
    {
        using ECDsa ecdsa = ECDsa.Create();
        ecdsa.ImportSubjectPublicKeyInfo(certificate.PublicKey.ExportSubjectPublicKeyInfo(), out _);
        ecdsa.VerifyHash(Hash, key.Ecdsa!.SignHash(Hash)).Should().BeTrue();
        using ECDiffieHellman other = ECDiffieHellman.Create(key.Ecdh!.ExportParameters(false).Curve);
        key.Ecdh.DeriveKeyFromHash(other.PublicKey, HashAlgorithmName.SHA256)
            .Should().Equal(other.DeriveKeyFromHash(key.Ecdh.PublicKey, HashAlgorithmName.SHA256));
    }

    private static void CheckSoftwareKey(byte[] pkcs8, byte[] subjectPublicKeyInfo)
    {
        AsymmetricKeyParameter publicKey = PublicKeyFactory.CreateKey(subjectPublicKeyInfo);
        byte[] computed = PrivateKeyFactory.CreateKey(pkcs8) switch
        {
            Ed25519PrivateKeyParameters key => key.GeneratePublicKey().GetEncoded(),
            Ed448PrivateKeyParameters key => key.GeneratePublicKey().GetEncoded(),
            X25519PrivateKeyParameters key => key.GeneratePublicKey().GetEncoded(),
            MLDsaPrivateKeyParameters key => key.GetPublicKeyEncoded(),
            MLKemPrivateKeyParameters key => key.GetPublicKeyEncoded(),
            AsymmetricKeyParameter key => throw new NotSupportedException(key.GetType().Name),
        };
        byte[] stated = publicKey switch
        {
            Ed25519PublicKeyParameters key => key.GetEncoded(),
            Ed448PublicKeyParameters key => key.GetEncoded(),
            X25519PublicKeyParameters key => key.GetEncoded(),
            MLDsaPublicKeyParameters key => key.GetEncoded(),
            MLKemPublicKeyParameters key => key.GetEncoded(),
            _ => throw new NotSupportedException(publicKey.GetType().Name),
        };
        computed.Should().Equal(stated);
    }
}
