using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Cms.Reading;

/// <summary>No signer, several, and certificates that pretend to be the signer's.</summary>
public sealed class SignerSetTests
{
    private static readonly KeyedIdentity Alice = SharedIdentities.Alice();
    private static readonly KeyedIdentity Bob = SharedIdentities.Of("P-256", "bob@elsewhere.example");
    private static readonly KeyedIdentity Impostor = KeyedIdentity.Impostor(Alice);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OpenAsync_NoSigner_IsUnsignedAndShown(bool isDetached)
    {
        // RFC 5652 section 5.1: degenerate, and never a signature.
        var signature = new ForgedSignature(ForgedMail.Entity) { IsDetached = isDetached, Certificates = [Alice.Certificate.Der.ToArray()] };

        using OpenedMessage opened = await OpenAsync(signature);

        opened.Signature.Status.Should().Be(SignatureStatus.Unsigned);
        opened.Signature.Signer.Should().BeNull();
        opened.Harvest.Status.Should().Be(HarvestStatus.NotStored);
        opened.ReplyContext.Encrypt.Should().Be(EncryptAvailability.NotSigned);
        opened.Content.TextBody.Should().Contain(ForgedMail.Sentence);
    }

    [Fact]
    public async Task OpenAsync_CertificatesOnly_IsUnsigned()
    {
        var certificates = new ForgedSignature([]) { IsDetached = true, Certificates = [Alice.Certificate.Der.ToArray()] };

        using OpenedMessage opened = await new Desk().OpenAsync(ForgedMail.Plain(ForgedMail.Part(certificates.Encode(), "application/pkcs7-mime; smime-type=certs-only; name=smime.p7c")));

        opened.Signature.Status.Should().Be(SignatureStatus.Unsigned);
        opened.Encryption.Status.Should().Be(EncryptionStatus.NotEncrypted);
        opened.Harvest.Status.Should().Be(HarvestStatus.NotStored);
        opened.Content.Attachments.Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OpenAsync_TwoGoodSigners_IsValidByTheAuthor(bool authorFirst)
    {
        using OpenedMessage opened = await OpenAsync(ForgedSignature.By(ForgedMail.Entity, authorFirst ? [Alice, Bob] : [Bob, Alice]));

        opened.Signature.Findings.Should().BeEmpty();
        opened.Signature.Status.Should().Be(SignatureStatus.Valid);
        opened.Signature.Signer!.Addresses.Should().Equal(ForgedMail.Alice);
        opened.Signature.Cautions.Should().Contain(SmimeCaution.SeveralSigners);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OpenAsync_IssuerLeftOut_IsTakenFromWhatTheAuthorSentBefore(bool isKnown)
    {
        var desk = new Desk();
        if (isKnown)
        {
            (await desk.OpenAsync(ForgedMail.Signed(ForgedSignature.By(ForgedMail.Entity, Alice).Encode()))).Dispose();
        }

        using OpenedMessage opened = await desk.OpenAsync(ForgedMail.Signed((ForgedSignature.By(ForgedMail.Entity, Alice) with { Certificates = [Alice.Certificate.Der.ToArray()] }).Encode()));

        opened.Signature.Status.Should().Be(isKnown ? SignatureStatus.Valid : SignatureStatus.Indeterminate);
        opened.Signature.Reason.Should().Be(isKnown ? SignatureReason.None : SignatureReason.UntrustedIssuer);
        opened.Signature.Cautions.Should().NotContain(SmimeCaution.SeveralSigners);
    }

    [Fact]
    public async Task OpenAsync_TwoGoodSignersNeitherTheAuthor_IsInvalid()
    {
        using OpenedMessage opened = await OpenAsync(ForgedSignature.By(ForgedMail.Entity, Bob, SharedIdentities.Of("P-256", "carol@elsewhere.example")));

        opened.Signature.Status.Should().Be(SignatureStatus.Invalid);
        opened.Signature.Reason.Should().Be(SignatureReason.AddressMismatch);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OpenAsync_OneGoodAndOneBadSigner_Disagree(bool goodFirst)
    {
        ForgedSigner good = new(Alice);
        ForgedSigner bad = new(Bob) { Change = Flip };

        using OpenedMessage opened = await OpenAsync(new ForgedSignature(ForgedMail.Entity, goodFirst ? [good, bad] : [bad, good]));

        opened.Signature.Status.Should().Be(SignatureStatus.Invalid);
        opened.Signature.Reason.Should().Be(SignatureReason.SignersDisagree);
        opened.Harvest.Status.Should().Be(HarvestStatus.NotStored);
    }

    [Fact]
    public async Task OpenAsync_TheAuthorsOwnSignatureIsBadAndAnothersGood_IsInvalid()
    {
        using OpenedMessage opened = await OpenAsync(new ForgedSignature(ForgedMail.Entity, new ForgedSigner(Alice) { Change = Flip }, new ForgedSigner(Bob)));

        opened.Signature.Status.Should().Be(SignatureStatus.Invalid);
    }

    [Fact]
    public async Task OpenAsync_SecondSignerThatCannotBeChecked_IsIndeterminate()
    {
        using OpenedMessage unknown = await OpenAsync(ForgedSignature.By(ForgedMail.Entity, Alice, Bob) with { Certificates = [Alice.Certificate.Der.ToArray(), TestAuthority.Issuing.Certificate.RawData] });
        using OpenedMessage unsupported = await OpenAsync(new ForgedSignature(ForgedMail.Entity, new ForgedSigner(Alice), new ForgedSigner(Bob) { SignatureAlgorithm = Ber.Algorithm("1.2.3.4") }));

        unknown.Signature.Status.Should().Be(SignatureStatus.Indeterminate);
        unknown.Signature.Reason.Should().Be(SignatureReason.SignerCertificateMissing);
        unsupported.Signature.Status.Should().Be(SignatureStatus.Indeterminate);
        unsupported.Signature.Reason.Should().Be(SignatureReason.UnsupportedAlgorithm);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task OpenAsync_CertificateThatBorrowsTheVictimsName_IsNeverTheVictim(bool impostorFirst, bool byKeyIdentifier)
    {
        // The signature verifies with the impostor's key; the path would be valid with the victim's certificate.
        byte[][] bag = [Impostor.Certificate.Der.ToArray(), Alice.Certificate.Der.ToArray()];
        var signature = new ForgedSignature(ForgedMail.Entity, new ForgedSigner(Impostor) { ByKeyIdentifier = byKeyIdentifier })
        {
            Certificates = [.. impostorFirst ? bag : bag.Reverse(), TestAuthority.Issuing.Certificate.RawData],
        };

        using OpenedMessage opened = await OpenAsync(signature);

        opened.Signature.Status.Should().NotBe(SignatureStatus.Valid);
        opened.Signature.Signer!.Sha256.Should().Be(Impostor.Certificate.Sha256);
        opened.Harvest.Status.Should().Be(HarvestStatus.NotStored);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OpenAsync_GenuineSignatureBesideABorrowingCertificate_StaysValid(bool impostorFirst)
    {
        byte[][] bag = [Impostor.Certificate.Der.ToArray(), Alice.Certificate.Der.ToArray()];
        ForgedSignature signature = ForgedSignature.By(ForgedMail.Entity, Alice) with { Certificates = [.. impostorFirst ? bag : bag.Reverse(), TestAuthority.Issuing.Certificate.RawData] };

        using OpenedMessage opened = await OpenAsync(signature);

        opened.Signature.Status.Should().Be(SignatureStatus.Valid);
        opened.Signature.Signer!.Sha256.Should().Be(Alice.Certificate.Sha256);
    }

    [Fact]
    public async Task OpenAsync_ImpostorWithTheVictimsCertificateAlone_IsInvalid()
    {
        using OpenedMessage opened = await OpenAsync(new ForgedSignature(ForgedMail.Entity, new ForgedSigner(Impostor)) { Certificates = [Alice.Certificate.Der.ToArray(), TestAuthority.Issuing.Certificate.RawData] });

        opened.Signature.Status.Should().Be(SignatureStatus.Invalid);
        opened.Signature.Reason.Should().Be(SignatureReason.SignatureMismatch);
    }

    [Fact]
    public async Task OpenAsync_SignerByKeyIdentifier_IsFound()
    {
        using OpenedMessage opened = await OpenAsync(new ForgedSignature(ForgedMail.Entity, new ForgedSigner(Alice) { ByKeyIdentifier = true }));

        opened.Signature.Status.Should().Be(SignatureStatus.Valid);
    }

    [Fact]
    public async Task OpenAsync_StrayCertificates_DoNotHideTheSignature()
    {
        ForgedSignature signature = ForgedSignature.By(ForgedMail.Entity, Alice) with
        {
            MoreCertificates = [Ber.Sequence(Ber.Integer(1)), Ber.Context(1, Ber.Integer(1)), Ber.Context(3, Ber.Oid("1.2.3")), Ber.Octets([1, 2])],
        };

        using OpenedMessage opened = await OpenAsync(signature);

        opened.Signature.Status.Should().Be(SignatureStatus.Valid);
    }

    private static byte[] Flip(byte[] signature)
    {
        byte[] changed = [.. signature];
        changed[^1] ^= 1;
        return changed;
    }

    private static Task<OpenedMessage> OpenAsync(ForgedSignature signature) => new Desk().OpenAsync(
        signature.IsDetached ? ForgedMail.Detached(signature.Content, signature.Encode()) : ForgedMail.Signed(signature.Encode()));
}
