using SmimeHelpdesk.Harvest;
using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Inbound;

public sealed class ReplyContextsTests
{
    private static readonly ParsedCertificate Alice = SharedIdentities.Alice().Certificate;
    private static readonly PathResult Trusted = new([Alice, .. KeyedIdentity.Chain], []);
    private static readonly PathResult Untrusted = new([Alice], [Finding(SignatureReason.UntrustedIssuer)]);
    private static readonly EncryptionCertificate Usable = new(EncryptAvailability.Available, Alice, Trusted);
    private static readonly SignatureVerdict Valid = new() { Status = SignatureStatus.Valid };

    [Fact]
    public void Make_ValidSignatureAndTrustedPath_IsTrusted()
    {
        ReplyContext made = Make(Usable, Valid);

        made.IsTrusted.Should().BeTrue();
        made.Encrypt.Should().Be(EncryptAvailability.Available);
        made.EncryptionCertificate.ToArray().Should().Equal(Alice.Der.ToArray());
        made.Issuers.Select(issuer => Convert.ToHexString(issuer.Span)).Should().Equal(Convert.ToHexString(TestAuthority.Issuing.Certificate.RawData));
    }

    [Fact]
    public void Make_OnlyRevocationUnknown_IsTrustedUntilItIsAskedAgain() =>
        Make(Usable, Doubtful(SignatureReason.RevocationUnknown)).IsTrusted.Should().BeTrue();

    [Fact]
    public void Make_AnyOtherDoubt_IsNotTrusted()
    {
        const string because = "a trusted path of the certificate alone says nothing for the signature that brought it";

        Make(Usable, Doubtful(SignatureReason.UntrustedIssuer)).IsTrusted.Should().BeFalse(because);
        Make(Usable, Doubtful(SignatureReason.IssuerNotPinned)).IsTrusted.Should().BeFalse(because);
        Make(Usable, Doubtful(SignatureReason.RevocationUnknown, SignatureReason.UntrustedIssuer)).IsTrusted.Should().BeFalse(because);
        Make(Usable, Doubtful(SignatureReason.UntrustedIssuer, SignatureReason.RevocationUnknown)).IsTrusted.Should().BeFalse(because);
        Make(Usable, Doubtful()).IsTrusted.Should().BeFalse(because);
    }

    [Fact]
    public void Make_PathNotTrusted_IsNotTrustedWhateverTheSignatureIs()
    {
        EncryptionCertificate own = Usable with { Path = Untrusted };

        Make(own, Valid).IsTrusted.Should().BeFalse();
        Make(own, Doubtful(SignatureReason.RevocationUnknown)).IsTrusted.Should().BeFalse();
        Make(own, Valid).Issuers.Should().BeEmpty();
        Make(Usable with { Path = null }, Valid).IsTrusted.Should().BeFalse();
    }

    [Fact]
    public void Make_CertificateThatMayNotBeUsed_LeavesNothingOfIt()
    {
        ReplyContext made = Make(Usable with { Availability = EncryptAvailability.CertificateBlocked }, Valid, Capable());

        made.Encrypt.Should().Be(EncryptAvailability.CertificateBlocked);
        made.IsTrusted.Should().BeFalse();
        made.EncryptionCertificate.IsEmpty.Should().BeTrue();
        made.Issuers.Should().BeEmpty();
        made.Capabilities.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void Make_CapabilitiesOfAVerifiedSignature_AreKept() =>
        Make(Usable, Valid, Capable()).Capabilities.ToArray().Should().Equal(Ber.Sequence());

    [Theory]
    [InlineData(EncryptionStatus.NotEncrypted, false, SignatureStatus.Unsigned, QuoteScope.Always)]
    [InlineData(EncryptionStatus.Decrypted, true, SignatureStatus.Valid, QuoteScope.EncryptedOnly)]
    [InlineData(EncryptionStatus.Decrypted, true, SignatureStatus.Indeterminate, QuoteScope.EncryptedOnly)]
    [InlineData(EncryptionStatus.Decrypted, false, SignatureStatus.Valid, QuoteScope.EncryptedOnly)]
    [InlineData(EncryptionStatus.Decrypted, false, SignatureStatus.Indeterminate, QuoteScope.Never)]
    [InlineData(EncryptionStatus.Decrypted, false, SignatureStatus.Unsigned, QuoteScope.Never)]
    [InlineData(EncryptionStatus.NotDecryptable, true, SignatureStatus.Valid, QuoteScope.Never)]
    public void Make_TextThatWasEncrypted_IsQuotedOnlyToOneWhoKnewIt(EncryptionStatus encryption, bool hasCertificate, SignatureStatus signature, QuoteScope quoting)
    {
        EncryptionCertificate certificate = hasCertificate ? Usable : new EncryptionCertificate(EncryptAvailability.NotSigned, null, null);

        ReplyContext made = Make(certificate, new SignatureVerdict { Status = signature }, encryption: encryption);

        made.Quoting.Should().Be(quoting);
        made.Encryption.Should().Be(encryption);
        made.Signature.Should().Be(signature);
    }

    [Theory]
    [InlineData(true, "")]
    [InlineData(false, "fire")]
    public void Make_ConfidentialSubject_IsNotStored(bool isConfidential, string subject)
    {
        ReplyContext made = Make(Usable, Valid, isConfidential: isConfidential);

        made.Subject.Should().Be(subject);
        made.SubjectIsConfidential.Should().Be(isConfidential);
    }

    [Fact]
    public void Make_Cautions_AreThoseThatBelongBesideTheBoxes()
    {
        SignatureVerdict signature = Valid with { Cautions = Enum.GetValues<SmimeCaution>() };

        Make(Usable, signature).Cautions.Should().BeEquivalentTo([SmimeCaution.CertificateChanged, SmimeCaution.FromMismatch]);
    }

    private static SignatureFinding Finding(SignatureReason reason) => new(reason, new Dictionary<string, string>());

    private static SignatureVerdict Doubtful(params SignatureReason[] reasons) =>
        new() { Status = SignatureStatus.Indeterminate, Findings = [.. reasons.Select(Finding)] };

    // A signature whose attributes say that the signer's program can read nothing in particular.
    private static JudgedSignature Capable()
    {
        var signer = new ForgedSigner(SharedIdentities.Alice()) { MoreAttributes = [ForgedSigner.Attribute("1.2.840.113549.1.9.15", Ber.Sequence())] };
        byte[] cms = new ForgedSignature(ForgedMail.Entity, signer).Encode();
        var content = SmimeHelpdesk.Cms.Reading.CmsContent.Read(SmimeHelpdesk.Spooling.ByteSource.From(cms), SmimeLimits.Default);
        return new JudgedSignature { Findings = [], Signer = SmimeHelpdesk.Cms.Reading.SignedContent.Read(content.Content, SmimeLimits.Default).Signers.Single() };
    }

    private static ReplyContext Make(
        EncryptionCertificate certificate, SignatureVerdict signature, JudgedSignature? judged = null, EncryptionStatus encryption = EncryptionStatus.NotEncrypted, bool isConfidential = false)
    {
        ParsedEntity message = Mail.Parse("Subject: fire\n\ntext");
        var facts = new OpeningFacts(
            new UnwrappedMessage(message, message, []),
            new MessageSignature(judged, false),
            new SenderFacts(ForgedMail.Alice, null, false),
            new ProtectedHeaderResult { Headers = new MessageHeaders { Subject = "fire" }, SubjectIsConfidential = isConfidential },
            certificate,
            new HarvestResult(HarvestStatus.NotStored, HarvestReason.NotSigned, null, null),
            KnownSigners.None);
        return ReplyContexts.Make(facts, signature, new EncryptionVerdict { Status = encryption }, "support@desk.example", TestAuthority.Now);
    }
}
