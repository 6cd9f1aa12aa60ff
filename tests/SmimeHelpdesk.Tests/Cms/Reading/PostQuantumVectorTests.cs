using System.Security.Cryptography;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.X509;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.Corpora;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Cms.Reading;

/// <summary>The examples of RFC 9882 and RFC 9936, which were made by other programs.</summary>
public sealed class PostQuantumVectorTests
{
    [Theory]
    [InlineData(44)]
    [InlineData(65)]
    [InlineData(87)]
    public void Verify_MlDsaExample_IsIntact(int parameterSet)
    {
        SignedContent signed = ReadExample(parameterSet);
        ParsedCertificate certificate = Certificate(parameterSet);
        SignerInformation signer = signed.Signers.Should().ContainSingle().Subject;

        signer.Identifier.Matches(certificate).Should().BeTrue();
        Verify(signed, signed.Content!, certificate).Findings.Should().BeEmpty();
        Verify(signed, ByteSource.From("another text"u8.ToArray()), certificate).Findings.Should().ContainSingle(finding => finding.Reason == SignatureReason.ContentAltered);
        Verify(signed, signed.Content!, Certificate(parameterSet == 44 ? 65 : 44)).IsIntact.Should().BeFalse();
    }

    [Theory]
    [InlineData("ML-KEM-512-seed.priv")]
    [InlineData("ML-KEM-512-both.priv")]
    [InlineData("ML-KEM-512-expanded.priv")]
    public void Unwrap_MlKemExample_GivesTheContentKey(string keyFile)
    {
        string folder = Path.Combine(CorporaFolder.Require("pqc-mlkem"), "example");
        CredentialImportResult import = MailboxCredentialImporter.Import(File.ReadAllText(Path.Combine(folder, "ML-KEM-512.pem")) + File.ReadAllText(Path.Combine(folder, keyFile)));
        using MailboxCredential credential = import.Credentials.Should().ContainSingle().Subject;
        using MailboxPrivateKey key = SmimeHelpdesk.Credentials.Formats.PrivateKeyFactory.Open(credential.Pkcs8.Span);
        EncryptedContent content = EncryptedContent.Read(
            CmsContent.Read(ByteSource.From(Pem(Path.Combine(folder, "ML-KEM-512.cms"))), SmimeLimits.Default).Content, true, SmimeLimits.Default);

        byte[]? contentKey = ContentKeyUnwrapper.Unwrap(content.Recipients.Single(entry => entry.IsFor(credential.Parsed)), key);

        contentKey.Should().Equal(Convert.FromHexString(File.ReadAllText(Path.Combine(folder, "cek.txt")).Trim()));
    }

    private static SignerOutcome Verify(SignedContent signed, ByteSource content, ParsedCertificate certificate) =>
        new SignerVerifier(signed, SignedBytes.Exactly(content), SmimePolicy.Default, new VerificationBudget(SmimeLimits.Default)).Verify(signed.Signers[0], certificate);

    private static SignedContent ReadExample(int parameterSet)
    {
        byte[] cms = Pem(Path.Combine(CorporaFolder.Require("pqc-mldsa"), "examples", $"mldsa{parameterSet}-signed-attrs.pem"));
        return SignedContent.Read(CmsContent.Read(ByteSource.From(cms), SmimeLimits.Default).Content, SmimeLimits.Default);
    }

    private static byte[] Pem(string file)
    {
        string text = File.ReadAllText(file);
        return Convert.FromBase64String(text[PemEncoding.Find(text).Base64Data]);
    }

    // The examples carry no certificate. Their keys are those of RFC 9881 appendix C, whose seeds count from 0 to 31.
    private static ParsedCertificate Certificate(int parameterSet)
    {
        MLDsaParameters parameters = parameterSet switch { 44 => MLDsaParameters.ml_dsa_44, 65 => MLDsaParameters.ml_dsa_65, _ => MLDsaParameters.ml_dsa_87 };
        var key = MLDsaPrivateKeyParameters.FromSeed(parameters, [.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
        var generator = new X509V3CertificateGenerator();
        generator.SetIssuerDN(new X509Name("O=IETF,CN=LAMPS WG"));
        generator.SetSubjectDN(new X509Name("O=IETF,CN=LAMPS WG"));
        generator.SetSerialNumber(new BigInteger("159ffe6f22fd5cc42c524df6fd5e28d0de38f34e", 16));
        generator.SetNotBefore(TestAuthority.Now.AddYears(-1).UtcDateTime);
        generator.SetNotAfter(TestAuthority.Now.AddYears(1).UtcDateTime);
        generator.SetPublicKey(key.GetPublicKey());
        return ParsedCertificate.Parse(generator.Generate(new Asn1SignatureFactory("ML-DSA-" + parameterSet, key)).GetEncoded());
    }
}
