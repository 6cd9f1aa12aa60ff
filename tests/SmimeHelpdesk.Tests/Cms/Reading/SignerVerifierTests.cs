using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Cms.Reading;

public sealed class SignerVerifierTests
{
    private static readonly byte[] Text = Encoding.ASCII.GetBytes("Content-Type: text/plain\r\n\r\nHello\r\n");
    private static readonly TestIdentity Alice = TestAuthority.Issuing.Issue(new TestSubject("alice@customer.example") { Key = "RSA-2048" });
    private static readonly TestIdentity Mallory = TestAuthority.Issuing.Issue(new TestSubject("mallory@elsewhere.example"));

    [Theory]
    [InlineData("RSA-2048")]
    [InlineData("P-256")]
    [InlineData("P-384")]
    [InlineData("P-521")]
    public void Verify_GenuineSignature_IsIntact(string key)
    {
        TestIdentity signer = TestAuthority.Issuing.Issue(new TestSubject("a@b.example") { Key = key });

        Verify(CmsProducer.Sign(Text, signer), signer).Findings.Should().BeEmpty();
    }

    [Fact]
    public void Verify_PssSignature_IsIntact() =>
        Verify(CmsProducer.Sign(Text, Alice, change: signer => signer.SignaturePadding = RSASignaturePadding.Pss), Alice).Findings.Should().BeEmpty();

    [Fact]
    public void Verify_NoSignedAttributes_ChecksTheContentItself()
    {
        byte[] cms = SignPlain(Text);

        Verify(cms, Alice).Findings.Should().BeEmpty();
        Verify(Altered(cms, "Hello", "Hullo"), Alice).Findings.Should().ContainSingle(finding => finding.Reason == SignatureReason.SignatureMismatch);
    }

    [Fact]
    public void Verify_ContentThatIsASetOfAttributes_IsAmbiguous()
    {
        // The signed attributes of one signature, presented as the content of another that has none.
        byte[] attributes = Convert.FromHexString("3118301606092A864886F70D010903310906072A864886F70D01");

        Verify(SignPlain(attributes), Alice).Findings.Should().Contain(finding => finding.Reason == SignatureReason.SignedAttributesAmbiguous);
    }

    [Fact]
    public void Verify_AlteredContent_SaysSo() =>
        Verify(Altered(CmsProducer.Sign(Text, Alice), "Hello", "Hullo"), Alice).Findings.Should().ContainSingle(finding => finding.Reason == SignatureReason.ContentAltered);

    [Fact]
    public void Verify_AnotherCertificate_DoesNotVerify() =>
        Verify(CmsProducer.Sign(Text, Alice), Mallory).IsIntact.Should().BeFalse();

    [Theory]
    [InlineData("1.3.14.3.2.26", "SHA1")]
    [InlineData("1.2.840.113549.2.5", "MD5")]
    public void Verify_DigestThatNoLongerResists_IsWeak(string digest, string name)
    {
        byte[] cms = CmsProducer.Sign(Text, Alice, change: signer => signer.DigestAlgorithm = new Oid(digest));

        SignatureFinding finding = Verify(cms, Alice).Findings.Should().ContainSingle().Subject;
        finding.Reason.Should().Be(SignatureReason.WeakDigest);
        finding.Facts["algorithm"].Should().Be(name);
    }

    [Fact]
    public void Verify_Sha1WhenThePolicyAllowsIt_IsACaution()
    {
        byte[] cms = CmsProducer.Sign(Text, Alice, change: signer => signer.DigestAlgorithm = new Oid("1.3.14.3.2.26"));

        SignerOutcome outcome = Verify(cms, Alice, SmimePolicy.Default with { AllowSha1Signatures = true });

        outcome.Findings.Should().BeEmpty();
        outcome.UsesWeakDigest.Should().BeTrue();
    }

    [Fact]
    public void Verify_Md5WhenThePolicyAllowsSha1_StaysWeak()
    {
        byte[] cms = CmsProducer.Sign(Text, Alice, change: signer => signer.DigestAlgorithm = new Oid("1.2.840.113549.2.5"));

        Verify(cms, Alice, SmimePolicy.Default with { AllowSha1Signatures = true }).Findings.Should().ContainSingle(finding => finding.Reason == SignatureReason.WeakDigest);
    }

    [Fact]
    public void Verify_AttributeWithTwoValues_IsAmbiguous()
    {
        byte[] cms = CmsProducer.Sign(Text, Alice, change: signer =>
        {
            signer.SignedAttributes.Add(new AsnEncodedData("1.2.840.113549.1.9.15", [0x30, 0x00]));
            signer.SignedAttributes.Add(new AsnEncodedData("1.2.840.113549.1.9.15", [0x30, 0x02, 0x30, 0x00]));
        });

        Verify(cms, Alice).Findings.Should().Contain(finding => finding.Reason == SignatureReason.AttributeAmbiguous);
    }

    [Fact]
    public void Verify_SigningCertificateOfSomebodyElse_IsAMismatch()
    {
        byte[] cms = CmsProducer.Sign(Text, Alice, change: signer => signer.SignedAttributes.Add(SigningCertificate(Mallory)));

        Verify(cms, Alice).Findings.Should().ContainSingle(finding => finding.Reason == SignatureReason.SigningCertificateMismatch);
        Verify(CmsProducer.Sign(Text, Alice, change: signer => signer.SignedAttributes.Add(SigningCertificate(Alice))), Alice).Findings.Should().BeEmpty();
    }

    [Fact]
    public void Verify_AlgorithmProtectionThatContradicts_IsAMismatch()
    {
        // CMSAlgorithmProtection { SHA-512, [1] rsaEncryption } on a SHA-256 signature
        var attribute = new AsnEncodedData("1.2.840.113549.1.9.52", Convert.FromHexString("301C300B0609608648016503040203A10D06092A864886F70D0101010500"));
        byte[] cms = CmsProducer.Sign(Text, Alice, change: signer => signer.SignedAttributes.Add(attribute));

        Verify(cms, Alice).Findings.Should().ContainSingle(finding => finding.Reason == SignatureReason.AlgorithmMismatch);
    }

    [Fact]
    public void Verify_MailStoredWithBareLineFeeds_IsIntact()
    {
        byte[] cms = CmsProducer.Sign(Text, Alice, detached: true);
        SignedContent signed = Read(cms);
        byte[] stored = Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(Text).ReplaceLineEndings("\n"));

        var verifier = new SignerVerifier(signed, SignedBytes.Entity(ByteSource.From(stored)), SmimePolicy.Default, new VerificationBudget(SmimeLimits.Default));

        verifier.Verify(signed.Signers[0], Parsed(Alice)).Findings.Should().BeEmpty();
    }

    [Fact]
    public void Verify_EncapsulatedContentWithBareLineFeeds_IsNotCanonicalised()
    {
        byte[] cms = CmsProducer.Sign(Text, Alice, detached: true);
        SignedContent signed = Read(cms);
        byte[] stored = Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(Text).ReplaceLineEndings("\n"));

        var verifier = new SignerVerifier(signed, SignedBytes.Exactly(ByteSource.From(stored)), SmimePolicy.Default, new VerificationBudget(SmimeLimits.Default));

        verifier.Verify(signed.Signers[0], Parsed(Alice)).IsIntact.Should().BeFalse();
    }

    [Fact]
    public void Verify_RsaKeyBeyondTheLimit_IsNotComputedWith()
    {
        SmimePolicy policy = SmimePolicy.Default with { Limits = SmimeLimits.Default with { MaximumRsaKeySize = 1024 } };

        Verify(CmsProducer.Sign(Text, Alice), Alice, policy).Findings.Should().ContainSingle(finding => finding.Reason == SignatureReason.LimitExceeded);
    }

    private static byte[] SignPlain(byte[] content)
    {
        var cms = new SignedCms(new ContentInfo(content));
        cms.ComputeSignature(new CmsSigner(SubjectIdentifierType.SubjectKeyIdentifier, Alice.Certificate) { DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1") });
        cms.SignerInfos[0].SignedAttributes.Count.Should().Be(0, "the fixture must sign the content itself");
        return cms.Encode();
    }

    private static AsnEncodedData SigningCertificate(TestIdentity identity)
    {
        // SigningCertificateV2 { { { certHash } } }, the hash algorithm at its default
        byte[] hash = SHA256.HashData(identity.Certificate.RawData);
        return new AsnEncodedData("1.2.840.113549.1.9.16.2.47", [0x30, 0x26, 0x30, 0x24, 0x30, 0x22, 0x04, 0x20, .. hash]);
    }

    private static byte[] Altered(byte[] cms, string from, string to)
    {
        int at = cms.AsSpan().IndexOf(Encoding.ASCII.GetBytes(from));
        byte[] altered = [.. cms];
        Encoding.ASCII.GetBytes(to).CopyTo(altered, at);
        return altered;
    }

    private static SignerOutcome Verify(byte[] cms, TestIdentity signer, SmimePolicy? policy = null)
    {
        SignedContent signed = Read(cms);
        return new SignerVerifier(signed, SignedBytes.Exactly(signed.Content!), policy ?? SmimePolicy.Default, new VerificationBudget(SmimeLimits.Default)).Verify(signed.Signers[0], Parsed(signer));
    }

    private static SignedContent Read(byte[] cms) => SignedContent.Read(CmsContent.Read(ByteSource.From(cms), SmimeLimits.Default).Content, SmimeLimits.Default);

    private static ParsedCertificate Parsed(TestIdentity identity) => ParsedCertificate.Parse(identity.Certificate.RawData);
}
