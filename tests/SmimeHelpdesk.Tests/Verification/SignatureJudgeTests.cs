using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class SignatureJudgeTests
{
    private static readonly KeyedIdentity Alice = SharedIdentities.Alice();
    private static readonly KeyedIdentity Bob = SharedIdentities.Of("P-256", "bob@other.example");
    private static readonly ForgedSigner Broken = new(Bob) { Change = signature => [.. signature[..^1], (byte)(signature[^1] ^ 1)] };

    // The path of the shared identities: leaf, issuing authority, anchor.
    private const int ChecksOfOnePath = 2;

    [Theory]
    [InlineData(ChecksOfOnePath, 1)]
    [InlineData(ChecksOfOnePath + 1, 2)]
    [InlineData(2 * ChecksOfOnePath, 2)]
    public void Judge_SearchesOfOneMessage_ShareABudget(int pathWork, int affordable)
    {
        SignatureContext context = Context(policy => policy with { Limits = policy.Limits with { MaximumPathWork = pathWork } });
        var judge = new SignatureJudge(context, new VerificationBudget(context.Policy.Limits));

        for (int i = 0; i < affordable; i++)
        {
            judge.Judge(Layer(new ForgedSigner(Alice)), i)!.Status.Should().Be(SignatureStatus.Valid);
        }

        JudgedSignature refused = judge.Judge(Layer(new ForgedSigner(Alice)), affordable)!;

        refused.Findings.Should().ContainSingle().Which.Reason.Should().Be(SignatureReason.LimitExceeded);
        refused.Findings[0].Facts.Should().Contain("subject", Alice.Certificate.Subject);
        refused.Path!.Path.Select(certificate => certificate.Sha256).Should().Equal(Alice.Certificate.Sha256);
        refused.Path.IsValid.Should().BeFalse();
    }

    [Fact]
    public void Judge_PathAtAnotherNow_IsSearchedForOfTheSameBudget()
    {
        SignatureContext context = Context(policy => policy with { Limits = policy.Limits with { MaximumPathWork = ChecksOfOnePath } });

        Judge(context with { Now = context.At }, new ForgedSigner(Alice)).PathNow!.IsValid.Should().BeTrue("it is the same instant");
        Judge(context with { Now = context.At.AddDays(1) }, new ForgedSigner(Alice)).PathNow!.Findings.Should().ContainSingle()
            .Which.Reason.Should().Be(SignatureReason.LimitExceeded);
    }

    [Fact]
    public void Judge_OpenedWhenTheCertificateHasExpired_KeepsBothPaths()
    {
        JudgedSignature judged = Judge(Context() with { Now = TestAuthority.Now.AddYears(2) }, new ForgedSigner(Alice));

        judged.Status.Should().Be(SignatureStatus.Valid);
        judged.Path!.IsValid.Should().BeTrue();
        judged.PathNow!.Findings.Select(finding => finding.Reason).Should().Equal(SignatureReason.CertificateExpired);
        Judge(Context(), new ForgedSigner(Alice)).PathNow!.IsValid.Should().BeTrue("without another instant the two are one");
    }

    [Fact]
    public void Judge_SeveralGoodSigners_TheAuthorsCountsWhereverItStands()
    {
        foreach (KeyedIdentity[] order in new[] { [Alice, Bob], new[] { Bob, Alice } })
        {
            JudgedSignature judged = Judge(Context(), [.. order.Select(signer => new ForgedSigner(signer))]);

            judged.Status.Should().Be(SignatureStatus.Valid);
            judged.Certificate!.Sha256.Should().Be(Alice.Certificate.Sha256);
            judged.Cautions.Should().Contain(SmimeCaution.SeveralSigners);
        }

        Judge(Context(), new ForgedSigner(Alice)).Cautions.Should().NotContain(SmimeCaution.SeveralSigners);
    }

    [Fact]
    public void Judge_TwoOfTheAuthorsSignatures_TheValidOneCounts()
    {
        KeyedIdentity stranger = KeyedIdentity.Of(CertificatePlan.Leaf(null).Make());
        foreach (KeyedIdentity[] order in new[] { [Alice, stranger], new[] { stranger, Alice } })
        {
            JudgedSignature judged = Judge(Context(), [.. order.Select(signer => new ForgedSigner(signer))]);

            judged.Status.Should().Be(SignatureStatus.Valid);
            judged.Certificate!.Sha256.Should().Be(Alice.Certificate.Sha256);
        }
    }

    [Fact]
    public void Judge_NoneIsTheAuthors_OnlyOnePathIsPaidFor()
    {
        SignatureContext context = Context(policy => policy with { Limits = policy.Limits with { MaximumPathWork = ChecksOfOnePath } });
        KeyedIdentity carol = SharedIdentities.Of("P-256", "carol@other.example");

        Judge(context, new ForgedSigner(Bob), new ForgedSigner(carol)).Findings.Select(finding => finding.Reason).Should().Equal(SignatureReason.AddressMismatch);
    }

    [Fact]
    public void Judge_BrokenSignatureBesideTheAuthors_Disagrees()
    {
        JudgedSignature judged = Judge(Context(), new ForgedSigner(Alice), Broken);

        judged.Status.Should().Be(SignatureStatus.Invalid);
        judged.Findings.Should().ContainSingle().Which.Facts.Should().Contain("subject", Bob.Certificate.Subject).And.Contain("actual", "SignatureMismatch");
        judged.Certificate!.Sha256.Should().Be(Alice.Certificate.Sha256);
    }

    [Fact]
    public void Judge_UncheckedSignatureBesideTheAuthors_IsNamedAndProvesNothing()
    {
        KeyedIdentity unknown = SharedIdentities.Of("P-256", "dave@other.example");
        SignedLayer layer = Layer([new ForgedSigner(Alice), new ForgedSigner(unknown)], [Alice.Certificate.Der.ToArray(), TestAuthority.Issuing.Certificate.RawData]);

        JudgedSignature judged = Judge(Context(), layer)!;

        judged.Status.Should().Be(SignatureStatus.Indeterminate);
        judged.Findings.Select(finding => finding.Reason).Should().Equal(SignatureReason.SignerCertificateMissing);
    }

    [Fact]
    public void Judge_LayerWithAProblem_KeepsItBesideTheSigners()
    {
        JudgedSignature judged = Judge(Context(), Layer(new ForgedSigner(Alice)) with { Problem = SignatureReason.ContentAmbiguous }, 3)!;

        judged.Findings.Should().ContainSingle().Which.Facts.Should().Contain("layer", "3");
        judged.Status.Should().Be(SignatureStatus.Invalid);
        judged.Certificate.Should().NotBeNull();
    }

    [Fact]
    public void Judge_LayerThatCannotBeRead_IsWhatTheLayerSays()
    {
        SignedLayer whole = Layer(new ForgedSigner(Alice));

        Judge(Context(), new SignedLayer(null, null, SignatureReason.Malformed), 2)!.Findings.Single().Facts.Should().Contain("layer", "2");
        JudgedSignature without = Judge(Context(), whole with { Content = null, Problem = SignatureReason.ContentMissing })!;
        without.Findings.Select(finding => finding.Reason).Should().Equal(SignatureReason.ContentMissing);
        without.Bag.Should().HaveCount(2);
        without.Certificate.Should().BeNull();
        Judge(Context(), whole with { Content = null }).Should().BeNull("certificates alone are no signature");
        Judge(Context(), Layer()).Should().BeNull("nobody has signed");
    }

    [Fact]
    public void Judge_SignerWithoutCertificate_KeepsWhatIsKnownOfIt()
    {
        SignedLayer layer = Layer([new ForgedSigner(Alice)], [TestAuthority.Issuing.Certificate.RawData]);

        JudgedSignature judged = Judge(Context(), layer)!;

        judged.Findings.Select(finding => finding.Reason).Should().Equal(SignatureReason.SignerCertificateMissing);
        judged.SigningTime.Should().Be(TestAuthority.Now);
        judged.Bag.Should().ContainSingle();
        Judge(Context() with { Known = [Alice.Certificate] }, layer)!.Cautions.Should().Contain(SmimeCaution.CertificateFromCache);
    }

    [Fact]
    public void Judge_IssuerKnownFromEarlier_CompletesThePath()
    {
        SignedLayer layer = Layer([new ForgedSigner(Alice)], [Alice.Certificate.Der.ToArray()]);

        Judge(Context(), layer)!.Findings.Select(finding => finding.Reason).Should().Equal(SignatureReason.UntrustedIssuer);
        Judge(Context() with { KnownIssuers = KeyedIdentity.Chain }, layer)!.Status.Should().Be(SignatureStatus.Valid);
    }

    private static SignatureContext Context(Func<SmimePolicy, SmimePolicy>? change = null) => new()
    {
        Sender = new SenderFacts(ForgedMail.Alice, null, false),
        Anchors = TrustAnchors.FromCertificates([TestAuthority.Root.Certificate]),
        Known = [],
        At = TestAuthority.Now,
        Policy = (change ?? (policy => policy))(SmimePolicy.Default),
    };

    private static JudgedSignature Judge(SignatureContext context, params ForgedSigner[] signers) => Judge(context, Layer(signers))!;

    private static JudgedSignature? Judge(SignatureContext context, SignedLayer layer, int number = 1) =>
        new SignatureJudge(context, new VerificationBudget(context.Policy.Limits)).Judge(layer, number);

    private static SignedLayer Layer(params ForgedSigner[] signers) => Layer(signers, null);

    private static SignedLayer Layer(ForgedSigner[] signers, byte[][]? certificates)
    {
        byte[] cms = new ForgedSignature(ForgedMail.Entity, signers) { Certificates = certificates }.Encode();
        SignedContent signed = SignedContent.Read(CmsContent.Read(ByteSource.From(cms), SmimeLimits.Default).Content, SmimeLimits.Default);
        return new SignedLayer(signed, SignedBytes.Exactly(ByteSource.From(ForgedMail.Entity)), SignatureReason.None);
    }
}
