using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification;

namespace SmimeHelpdesk.Tests.Inbound;

public sealed class MessageSignatureTests
{
    private static readonly SignedLayer Alices = Signed(SharedIdentities.Alice());
    private static readonly SignedLayer Lists = Signed(SharedIdentities.Of("P-256", "list@other.example"));
    private static readonly SignedLayer Forged = Alices with { Content = SignedBytes.Exactly(ByteSource.From(new byte[] { 1 })) };
    private static readonly SignedLayer CutShort = new(null, null, SignatureReason.LimitExceeded);
    private static readonly EncryptedLayer Opened = new() { Reason = EncryptionReason.None };

    [Fact]
    public void Judge_NoSignature_IsUnsigned()
    {
        Judge().Should().Be(new MessageSignature(null, false));
        Judge(Opened).Status.Should().Be(SignatureStatus.Unsigned);
    }

    [Fact]
    public void Judge_ListAroundTheAuthors_CreditsTheAuthors()
    {
        MessageSignature signature = Judge(Lists, Alices);

        signature.Status.Should().Be(SignatureStatus.Valid);
        signature.OuterIgnored.Should().BeTrue();
        signature.Judged!.Certificate!.Addresses.Should().Equal(ForgedMail.Alice);
    }

    [Fact]
    public void Judge_AuthorsAroundAnothers_CountsTheOutermost()
    {
        MessageSignature signature = Judge(Alices, Lists);

        signature.Status.Should().Be(SignatureStatus.Valid);
        signature.OuterIgnored.Should().BeFalse();
    }

    [Fact]
    public void Judge_NoneIsValid_TheOutermostExplains()
    {
        MessageSignature signature = Judge(Forged, Lists);

        signature.Judged!.Findings[0].Reason.Should().Be(SignatureReason.ContentAltered);
        signature.OuterIgnored.Should().BeFalse();
        Judge(Lists, Forged).Judged!.Findings[0].Reason.Should().Be(SignatureReason.AddressMismatch);
    }

    [Fact]
    public void Judge_ContentNotOpenedForItsCost_IsNeverValid()
    {
        MessageSignature signature = Judge(Alices, CutShort);

        signature.Status.Should().Be(SignatureStatus.Indeterminate);
        signature.Judged!.Findings.Single().Reason.Should().Be(SignatureReason.LimitExceeded);
        signature.Judged.Findings.Single().Facts.Should().Contain("layer", "2");
    }

    [Fact]
    public void Judge_SignatureAroundCiphertext_IsNotCredited()
    {
        MessageSignature around = Judge(Alices, Opened);
        MessageSignature both = Judge(Alices, Opened, Alices with { });

        around.Judged!.Findings.Single().Reason.Should().Be(SignatureReason.SignatureAroundCiphertext);
        around.Judged.Findings.Single().Facts.Should().Contain("layer", "1");
        around.OuterIgnored.Should().BeFalse();
        both.Status.Should().Be(SignatureStatus.Valid);
        both.OuterIgnored.Should().BeTrue();
        Judge(Opened, Alices).OuterIgnored.Should().BeFalse();
    }

    private static MessageSignature Judge(params Layer[] layers)
    {
        ParsedEntity message = Mail.Parse("Subject: s\n\ntext");
        var context = new SignatureContext
        {
            Sender = new SenderFacts(ForgedMail.Alice, null, false),
            Anchors = TrustAnchors.FromCertificates([TestAuthority.Root.Certificate]),
            Known = [],
            At = TestAuthority.Now,
            Policy = SmimePolicy.Default,
        };
        return MessageSignature.Judge(new UnwrappedMessage(message, message, layers), context, new VerificationBudget(SmimeLimits.Default));
    }

    private static SignedLayer Signed(KeyedIdentity by)
    {
        byte[] cms = ForgedSignature.By(ForgedMail.Entity, by).Encode();
        SignedContent signed = SignedContent.Read(CmsContent.Read(ByteSource.From(cms), SmimeLimits.Default).Content, SmimeLimits.Default);
        return new SignedLayer(signed, SignedBytes.Exactly(ByteSource.From(ForgedMail.Entity)), SignatureReason.None);
    }
}
