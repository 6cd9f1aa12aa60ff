using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class PathAlgorithmTests
{
    private static readonly SmimePolicy Lenient = SmimePolicy.Default with { AllowSha1Signatures = true };

    [Theory]
    [InlineData("P-256")]
    [InlineData("P-384")]
    [InlineData("P-521")]
    [InlineData("secp256k1")]
    [InlineData("brainpoolP256r1")]
    [InlineData("brainpoolP320r1")]
    [InlineData("brainpoolP384r1")]
    [InlineData("brainpoolP512r1")]
    [InlineData("Ed25519")]
    [InlineData("Ed448")]
    [InlineData("RSA-2048")]
    public void Issuer_KeyOfThisKind_IsValid(string kind) =>
        PathTesting.FindChain(plan => plan with { Key = PlannedKey.Create(kind) }, plan => plan with { Key = PlannedKey.Create(kind) }).Findings.Should().BeEmpty();

    [Fact]
    public void Issuer_RsaPssSignature_IsValid() =>
        PathTesting.FindChain(root: plan => plan with { Key = PlannedKey.Common("RSA-2048") }, issuing: plan => plan with { SignatureName = "SHA256withRSAandMGF1" }).Findings.Should().BeEmpty();

    [Fact]
    public void Issuer_KeyRestrictedToPss_IsValidForPssOnly()
    {
        PlannedKey key = PlannedKey.Common("RSA-2048").AsPss();

        PathTesting.FindChain(root: plan => plan with { Key = key }).Findings.Should().BeEmpty();
        PathTesting.FindChain(root: plan => plan with { Key = key, SignatureName = "SHA256withRSA" }, issuing: plan => plan with { SignatureName = "SHA256withRSA" })
            .IsValid.Should().BeFalse();
    }

    [Theory]
    [InlineData("SHA1withECDSA", "P-256")]
    [InlineData("SHA1withRSA", "RSA-2048")]
    [InlineData("SHA1withRSAandMGF1", "RSA-2048")]
    public void Sha1_Signature_IsWeakUnlessThePolicyAllowsIt(string signature, string key)
    {
        PathResult Run(SmimePolicy policy) => PathTesting.FindChain(plan => plan with { Key = PlannedKey.Common(key) }, plan => plan with { SignatureName = signature }, policy: policy);

        Run(SmimePolicy.Default).Reasons().Should().Equal(SignatureReason.WeakDigest);
        Run(SmimePolicy.Default).Findings[0].Facts.Should().Contain("subject", "CN=Issuing").And.ContainKey("algorithm");
        Run(Lenient).Findings.Should().BeEmpty();
        Run(Lenient).UsesWeakDigest.Should().BeTrue();
    }

    [Fact]
    public void Sha1_OfTheAnchorsOwnSignature_DoesNotCount()
    {
        PathResult result = PathTesting.FindChain(root: plan => plan with { SignatureName = "SHA1withECDSA" });

        result.IsValid.Should().BeTrue();
        result.UsesWeakDigest.Should().BeFalse();
    }

    [Theory]
    [InlineData("MD5withRSA")]
    [InlineData("MD2withRSA")]
    public void Md5AndMd2_Signature_AreWeakWhateverThePolicy(string signature) =>
        PathTesting.FindChain(plan => plan with { Key = PlannedKey.Common("RSA-2048") }, plan => plan with { SignatureName = signature }, policy: Lenient)
            .Reasons().Should().Contain(SignatureReason.WeakDigest);

    [Theory]
    [InlineData("1.2.840.113549.1.1.2")]
    [InlineData("1.2.840.113549.1.1.3")]
    public void Md2AndMd4_Stated_AreWeakWithoutAnIssuer(string oid)
    {
        ParsedCertificate leaf = Reassemble(CertificatePlan.Leaf(null).Make(), (tbs, _, signature) => (tbs, new AlgorithmIdentifier(new DerObjectIdentifier(oid)), signature));

        CertificatePath.Find(leaf, [], TrustAnchors.None, TestAuthority.Now, Lenient).Reasons().Should().Contain(SignatureReason.WeakDigest);
    }

    [Fact]
    public void RsaPss_WithoutParameters_MeansSha1()
    {
        PlannedCertificate issuing = new CertificatePlan("CN=Issuing") { Key = PlannedKey.Common("RSA-2048") }.Make();
        ParsedCertificate leaf = Reassemble(CertificatePlan.Leaf(issuing).Make(), (tbs, _, signature) => (tbs, new AlgorithmIdentifier(new DerObjectIdentifier("1.2.840.113549.1.1.10")), signature));

        CertificatePath.Find(leaf, [], TrustAnchors.None, TestAuthority.Now, SmimePolicy.Default).Reasons().Should().Contain(SignatureReason.WeakDigest);
    }

    [Fact]
    public void WeakDigest_NoAnchor_IsSaidOfTheLeaf()
    {
        PlannedCertificate leaf = PathTesting.Chain(leaf: plan => plan with { SignatureName = "SHA1withECDSA" }).Leaf;

        PathTesting.Find(leaf, [], []).Reasons().Should().BeEquivalentTo([SignatureReason.WeakDigest, SignatureReason.UntrustedIssuer]);
        PathTesting.Find(leaf, [], [], Lenient).UsesWeakDigest.Should().BeTrue();
    }

    [Fact]
    public void RsaKey_BelowThePolicy_IsWeakWhereverItStands()
    {
        static CertificatePlan Short(CertificatePlan plan) => plan with { Key = PlannedKey.Common("RSA-1024") };
        SmimePolicy tolerant = SmimePolicy.Default with { MinimumRsaKeySize = 1024 };

        PathTesting.FindChain(root: Short).Findings.Should().ContainSingle().Which.Facts.Should().Contain("algorithm", "RSA-1024").And.Contain("subject", "CN=Root");
        PathTesting.FindChain(issuing: Short).Reasons().Should().Equal(SignatureReason.WeakKey);
        PathTesting.FindChain(leaf: Short).Reasons().Should().Equal(SignatureReason.WeakKey);
        PathTesting.FindChain(issuing: Short, policy: tolerant).IsValid.Should().BeTrue();
    }

    [Fact]
    public void CurveOf192Bits_IsWeak() =>
        PathTesting.FindChain(issuing: plan => plan with { Key = PlannedKey.Create("P-192") }).Reasons().Should().Contain(SignatureReason.WeakKey);

    [Fact]
    public void RsaKey_AboveTheLimit_IsLimitExceededWithoutAnyCheckWithIt()
    {
        SmimePolicy policy = SmimePolicy.Default with { MinimumRsaKeySize = 1024, Limits = SmimeLimits.Default with { MaximumRsaKeySize = 1024 } };

        PathTesting.FindChain(root: plan => plan with { Key = PlannedKey.Common("RSA-2048") }, policy: policy).Reasons().Should().Equal(SignatureReason.LimitExceeded);
        PathTesting.FindChain(leaf: plan => plan with { Key = PlannedKey.Common("RSA-2048") }, policy: policy).Reasons().Should().Equal(SignatureReason.LimitExceeded);
    }

    [Fact]
    public void DsaIssuer_IsUnsupported()
    {
        PathResult result = PathTesting.FindChain(root: plan => plan with { Key = PlannedKey.Common("DSA"), SignatureName = "SHA1withDSA" }, issuing: plan => plan with { SignatureName = "SHA1withDSA" });

        result.Reasons().Should().Contain(SignatureReason.UnsupportedAlgorithm).And.NotContain(SignatureReason.UntrustedIssuer);
        result.Finding(SignatureReason.UnsupportedAlgorithm).Facts["subject"].Should().Be("CN=Issuing");
    }

    [Fact]
    public void SignatureAltered_KeyIdentifierPointsAtTheIssuer_IsInvalid()
    {
        (PlannedCertificate root, PlannedCertificate issuing, PlannedCertificate leaf) = PathTesting.Chain();
        ParsedCertificate altered = Reassemble(leaf, (tbs, algorithm, signature) => (tbs, algorithm, Flip(signature)));

        PathResult result = CertificatePath.Find(altered, [issuing], PathTesting.Trust([root]), TestAuthority.Now, SmimePolicy.Default);

        result.Reasons().Should().Equal(SignatureReason.PathInvalid);
        result.Findings[0].Facts["expected"].Should().Be("signature of the issuer");
    }

    [Fact]
    public void SignatureByAnotherKeyOfTheSameName_IsUntrustedNotForged()
    {
        (PlannedCertificate root, _, _) = PathTesting.Chain();
        PlannedCertificate rekeyed = new CertificatePlan("CN=Root").Make();

        PathTesting.Find(CertificatePlan.Leaf(rekeyed).Make(), [], [root]).Reasons().Should().Equal(SignatureReason.UntrustedIssuer);
        PathTesting.Find((CertificatePlan.Leaf(rekeyed) with { AuthorityKeyIdentifier = [] }).Make(), [], [root]).Reasons().Should().Equal(SignatureReason.UntrustedIssuer);
    }

    [Fact]
    public void AlgorithmOutsideContradictsTheSignedOne_IsInvalid()
    {
        (PlannedCertificate root, PlannedCertificate issuing, _) = PathTesting.Chain(issuing: plan => plan with { Key = PlannedKey.Common("RSA-2048") });
        PlannedCertificate leaf = CertificatePlan.Leaf(issuing).Make();

        // The same key and digest, stated with parameters that the signed copy does not have.
        ParsedCertificate altered = Reassemble(leaf, (tbs, _, signature) => (tbs, new AlgorithmIdentifier(new DerObjectIdentifier("1.2.840.113549.1.1.11"), new DerSequence()), signature));

        PathResult result = CertificatePath.Find(altered, [issuing], PathTesting.Trust([root]), TestAuthority.Now, SmimePolicy.Default);

        result.Reasons().Should().Equal(SignatureReason.PathInvalid);
        result.Findings[0].Facts["expected"].Should().Be("one signature algorithm");
    }

    [Fact]
    public void AlgorithmParametersAbsentOutsideAndNullInside_IsValid()
    {
        (PlannedCertificate root, PlannedCertificate issuing, _) = PathTesting.Chain(issuing: plan => plan with { Key = PlannedKey.Common("RSA-2048") });
        ParsedCertificate leaf = Reassemble(CertificatePlan.Leaf(issuing).Make(), (tbs, algorithm, signature) => (tbs, new AlgorithmIdentifier(algorithm.Algorithm), signature));

        CertificatePath.Find(leaf, [issuing], PathTesting.Trust([root]), TestAuthority.Now, SmimePolicy.Default).IsValid.Should().BeTrue();
    }

    [Fact]
    public void RsaKey_AtTheLimit_IsTaken()
    {
        SmimePolicy policy = SmimePolicy.Default with { Limits = SmimeLimits.Default with { MaximumRsaKeySize = 2048 } };

        PathTesting.FindChain(root: plan => plan with { Key = PlannedKey.Common("RSA-2048") }, leaf: plan => plan with { Key = PlannedKey.Common("RSA-2048") }, policy: policy)
            .Findings.Should().BeEmpty();
    }

    [Fact]
    public void IssuerThatCannotBeChecked_WithoutKeyIdentifier_ExplainsAllTheSame()
    {
        // Whether the key signed is not known; that there is one of the name and why it was of no use is.
        static CertificatePlan Unlabelled(CertificatePlan plan) => plan with { AuthorityKeyIdentifier = [] };
        SmimePolicy policy = SmimePolicy.Default with { MinimumRsaKeySize = 1024, Limits = SmimeLimits.Default with { MaximumRsaKeySize = 1024 } };

        PathTesting.FindChain(plan => plan with { Key = PlannedKey.Common("DSA"), SignatureName = "SHA1withDSA" }, plan => Unlabelled(plan) with { SignatureName = "SHA1withDSA" })
            .Reasons().Should().Contain(SignatureReason.UnsupportedAlgorithm).And.NotContain(SignatureReason.UntrustedIssuer);
        PathTesting.FindChain(plan => plan with { Key = PlannedKey.Common("RSA-2048") }, Unlabelled, policy: policy).Reasons().Should().Equal(SignatureReason.LimitExceeded);
    }

    [Theory]
    [InlineData("RSA-512", SignatureReason.LimitExceeded)]
    [InlineData("RSA-504", SignatureReason.WeakKey)]
    public void KeyOutOfBounds_SmallOrLarge_IsSaidAsWhatItIs(string kind, SignatureReason reason)
    {
        PlannedCertificate issuer = new CertificatePlan("CN=Root") { Key = PlannedKey.Create(kind) }.Make();
        var findings = new PathFindings();

        SignatureRules.Check(CertificatePlan.Leaf(null).Make(), issuer, SmimeHelpdesk.Cms.SignatureCheck.KeyOutOfBounds, SmimePolicy.Default, findings);

        findings.All.Should().ContainSingle().Which.Reason.Should().Be(reason);
    }

    private static DerBitString Flip(DerBitString signature)
    {
        byte[] octets = signature.GetOctets();
        octets[^1] ^= 1;
        return new DerBitString(octets);
    }

    private static ParsedCertificate Reassemble(
        PlannedCertificate certificate, Func<Asn1Encodable, AlgorithmIdentifier, DerBitString, (Asn1Encodable, AlgorithmIdentifier, DerBitString)> change)
    {
        var elements = (Asn1Sequence)Asn1Object.FromByteArray(certificate.Der);
        (Asn1Encodable tbs, AlgorithmIdentifier algorithm, DerBitString signature) = change(elements[0], AlgorithmIdentifier.GetInstance(elements[1]), DerBitString.GetInstance(elements[2]));
        return ParsedCertificate.Parse(new DerSequence(tbs, algorithm, signature).GetEncoded(Asn1Encodable.Der));
    }
}
