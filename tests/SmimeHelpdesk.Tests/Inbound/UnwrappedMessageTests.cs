using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Inbound;

public sealed class UnwrappedMessageTests
{
    private static readonly EncryptedLayer Opened = new() { Reason = EncryptionReason.None };
    private static readonly EncryptedLayer Closed = new() { Reason = EncryptionReason.NoMatchingKey };
    private static readonly SignedLayer TooMuch = new(null, null, SignatureReason.LimitExceeded);
    private static readonly SignedLayer Broken = new(null, null, SignatureReason.Malformed);

    [Fact]
    public void IsCutShort_OnlyALastLayerPastTheLimit_IsTrue()
    {
        Of().IsCutShort.Should().BeFalse();
        Of(TooMuch).IsCutShort.Should().BeTrue();
        Of(Opened, TooMuch).IsCutShort.Should().BeTrue();
        Of(TooMuch, Opened).IsCutShort.Should().BeFalse();
        Of(Broken).IsCutShort.Should().BeFalse();
        Of(Signed() with { Problem = SignatureReason.LimitExceeded }).IsCutShort.Should().BeFalse("it was read, so it is judged");
    }

    [Fact]
    public void NumberOf_EqualLayers_TellsThemApart()
    {
        SignedLayer first = Broken with { };
        SignedLayer second = Broken with { };

        Of(first, Opened, second).NumberOf(first).Should().Be(1);
        Of(first, Opened, second).NumberOf(second).Should().Be(3);
    }

    [Fact]
    public void Encryption_SeveralLayers_IsTheInnermost()
    {
        Of(Broken).Encryption.Should().BeNull();
        Of(Broken).IsDecrypted.Should().BeFalse();
        Of(Opened, Closed).Encryption.Should().BeSameAs(Closed);
        Of(Opened, Closed).IsDecrypted.Should().BeFalse();
        Of(Opened, Broken).Encryption.Should().BeSameAs(Opened);
        Of(Opened, Broken).IsDecrypted.Should().BeTrue();
    }

    [Fact]
    public void ContentSignatures_AroundAndWithinEncryption_AreThoseWithin()
    {
        SignedLayer outer = Signed();
        SignedLayer inner = Signed();

        Of(outer, Opened, inner).ContentSignatures.Should().Equal(inner);
        Of(outer, Opened, inner).HasOuterSignature.Should().BeTrue();
        Of(outer, Opened).ContentSignatures.Should().BeEmpty();
        Of(outer, Opened).HasOuterSignature.Should().BeTrue();
        Of(Opened, inner).HasOuterSignature.Should().BeFalse();
        Of(outer, inner).HasOuterSignature.Should().BeFalse("nothing is hidden");
        Of(outer, inner).ContentSignatures.Should().Equal(outer, inner);
        Of(outer).HasOuterSignature.Should().BeFalse();
        Of(new CompressedLayer(), Opened).HasOuterSignature.Should().BeFalse();
    }

    [Fact]
    public void IsContentSigned_ASignerOverContentThatIsThere_IsTrue()
    {
        Of(Signed()).IsContentSigned.Should().BeTrue();
        Of(Broken, Signed()).IsContentSigned.Should().BeTrue();
        Of(Signed() with { Content = null }).IsContentSigned.Should().BeFalse();
        Of(Signed(signers: 0)).IsContentSigned.Should().BeFalse();
        Of(Broken).IsContentSigned.Should().BeFalse();
        Of(Signed(), Opened).IsContentSigned.Should().BeFalse("it signs the ciphertext");
    }

    private static SignedLayer Signed(int signers = 1)
    {
        ForgedSigner[] by = [.. Enumerable.Repeat(new ForgedSigner(SharedIdentities.Alice()), signers)];
        byte[] cms = new ForgedSignature(ForgedMail.Entity, by) { Certificates = [] }.Encode();
        SignedContent signed = SignedContent.Read(CmsContent.Read(ByteSource.From(cms), SmimeLimits.Default).Content, SmimeLimits.Default);
        return new SignedLayer(signed, SignedBytes.Exactly(ByteSource.From(ForgedMail.Entity)), SignatureReason.None);
    }

    private static UnwrappedMessage Of(params Layer[] layers)
    {
        ParsedEntity message = Mail.Parse("Subject: s\n\ntext");
        return new UnwrappedMessage(message, message, layers);
    }
}
