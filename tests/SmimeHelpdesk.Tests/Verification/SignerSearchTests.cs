using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class SignerSearchTests
{
    private static readonly KeyedIdentity Alice = SharedIdentities.Alice();

    [Fact]
    public void Find_CertificatesThatBorrowItsName_TheOneThatVerifiesIsFound()
    {
        ParsedCertificate[] impostors = [.. Enumerable.Range(0, 3).Select(_ => KeyedIdentity.Impostor(Alice).Certificate)];

        FoundSigner found = Find([.. impostors, Alice.Certificate], []);

        found.Certificate!.Sha256.Should().Be(Alice.Certificate.Sha256);
        (found.IsIntact, found.IsAuthor, found.Rank, found.IsBroken, found.Unchecked).Should().Be((true, true, 0, false, null));
    }

    [Fact]
    public void Find_MoreCandidatesThanAreTried_IsNotIntact()
    {
        // Those before it in the order are tried first, and four are enough.
        var impostors = new List<ParsedCertificate>();
        KeyedIdentity last = KeyedIdentity.Create("P-256");
        while (impostors.Count < 4)
        {
            ParsedCertificate impostor = KeyedIdentity.Impostor(last).Certificate;
            (last, impostors) = string.CompareOrdinal(last.Certificate.Sha256, "4") < 0
                ? (KeyedIdentity.Create("P-256"), [])
                : (last, string.CompareOrdinal(impostor.Sha256, last.Certificate.Sha256) < 0 ? [.. impostors, impostor] : impostors);
        }

        Find([.. impostors[1..], last.Certificate], [], last).IsIntact.Should().BeTrue();
        Find([.. impostors, last.Certificate], [], last).IsIntact.Should().BeFalse();
        Find([.. impostors[1..], impostors[1], impostors[2], last.Certificate], [], last).IsIntact.Should().BeTrue("a copy is no other candidate");
    }

    [Fact]
    public void Find_OnlyImpostors_IsBrokenWithTheFirst()
    {
        ParsedCertificate impostor = KeyedIdentity.Impostor(Alice).Certificate;

        FoundSigner found = Find([impostor], []);

        found.Certificate!.Sha256.Should().Be(impostor.Sha256);
        (found.IsIntact, found.IsAuthor, found.Rank, found.IsBroken, found.Unchecked).Should().Be((false, true, 1, true, null));
    }

    [Fact]
    public void Find_NoCertificate_IsLookedForAmongTheKnown()
    {
        FoundSigner missing = Find([TestAuthority.Issuing.Certificate.RawData], []);
        FoundSigner known = Find([TestAuthority.Issuing.Certificate.RawData], [Alice.Certificate]);

        (missing.Certificate, missing.IsAuthor, missing.Rank, missing.IsBroken, missing.Unchecked).Should().Be((null, false, 3, false, SignatureReason.SignerCertificateMissing));
        known.IsIntactAuthor.Should().BeTrue();
    }

    [Fact]
    public void Find_CertificateThatTheSignerDoesNotName_IsNotTakenForItsKey() =>
        Find([Alice.Renewed().Certificate], []).Certificate.Should().BeNull();

    [Fact]
    public void Find_AnothersGoodSignature_IsIntactAndNotTheAuthors()
    {
        KeyedIdentity bob = SharedIdentities.Of("P-256", "bob@other.example");

        FoundSigner found = Find([bob.Certificate], [], bob);

        (found.IsIntact, found.IsAuthor, found.IsIntactAuthor, found.Rank).Should().Be((true, false, false, 2));
    }

    private static FoundSigner Find(IEnumerable<ParsedCertificate> bag, IReadOnlyList<ParsedCertificate> known, KeyedIdentity? by = null) =>
        Find([.. bag.Select(certificate => certificate.Der.ToArray())], known, by);

    private static FoundSigner Find(byte[][] bag, IReadOnlyList<ParsedCertificate> known, KeyedIdentity? by = null)
    {
        byte[] cms = (ForgedSignature.By(ForgedMail.Entity, by ?? Alice) with { Certificates = bag }).Encode();
        SignedContent signed = SignedContent.Read(CmsContent.Read(ByteSource.From(cms), SmimeLimits.Default).Content, SmimeLimits.Default);
        var context = new SignatureContext
        {
            Sender = new SenderFacts(ForgedMail.Alice, null, false),
            Anchors = TrustAnchors.None,
            Known = known,
            At = TestAuthority.Now,
            Policy = SmimePolicy.Default,
        };
        var verifier = new SignerVerifier(signed, SignedBytes.Exactly(ByteSource.From(ForgedMail.Entity)), context.Policy, new VerificationBudget(SmimeLimits.Default));
        return new SignerSearch(signed, verifier, context).Find(signed.Signers.Single());
    }
}
