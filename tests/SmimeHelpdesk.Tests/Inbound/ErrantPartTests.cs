using System.Text;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;
using static SmimeHelpdesk.Tests.Inbound.ErrantMail;

namespace SmimeHelpdesk.Tests.Inbound;

/// <summary>Signed and encrypted parts anywhere but at the top: opened, shown apart, and without influence on anything else.</summary>
public sealed class ErrantPartTests
{
    private const string Mallory = "mallory@evil.example";

    public static TheoryData<string> EncryptedPlaces => ["beside", "alternative", "related", "attachment", "forwarded", "digest", "deep", "tnef-like name"];

    [Fact]
    public async Task Open_ListFooterAroundASignature_IsShownAndNotUpgraded()
    {
        using OpenedMessage opened = await OpenAsync(From(ForgedMail.Alice, Mixed(Clear(ForgedMail.Entity), Letter(Footer))));

        opened.Signature.Status.Should().Be(SignatureStatus.Unsigned);
        opened.Signature.Cautions.Should().Contain(SmimeCaution.PartsOutsideProtection);
        opened.Content.TextBody.Should().Be(ForgedMail.Sentence + "\n\n" + Footer);
        ErrantPart part = opened.ErrantParts.Should().ContainSingle().Subject;
        (part.Section, part.ContentType, part.Within, part.Author, part.Headers).Should().Be(("1", "multipart/signed", null, null, null));
        part.Content.TextBody.Should().Be(ForgedMail.Sentence);
        part.Signature.Status.Should().Be(SignatureStatus.Indeterminate);
        part.Signature.Findings.Select(finding => finding.Reason).Should().Equal(SignatureReason.PartWithoutAuthor);
        part.Signature.Signer!.Addresses.Should().Equal(ForgedMail.Alice);
        part.Encryption.Status.Should().Be(EncryptionStatus.NotEncrypted);
        part.Summary.ToString(System.Globalization.CultureInfo.InvariantCulture).Should().Be("Signed by alice@customer.example - not verified: only a part is signed");
        AssertNothingLearnt(opened);
    }

    [Fact]
    public async Task Open_AlteredSignatureInAList_IsInvalidThereAndNowhereElse()
    {
        byte[] part = Mail.Crlf(Encoding.Latin1.GetString(Clear(ForgedMail.Entity)).Replace("fire", "ice!", StringComparison.Ordinal));

        using OpenedMessage opened = await OpenAsync(From(ForgedMail.Alice, Mixed(part, Letter(Footer))));

        opened.Signature.Status.Should().Be(SignatureStatus.Unsigned);
        opened.ErrantParts.Single().Signature.Status.Should().Be(SignatureStatus.Invalid);
        opened.ErrantParts.Single().Signature.Reason.Should().Be(SignatureReason.ContentAltered);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_OpaqueSignature_IsOpenedApart(bool isAttachment)
    {
        byte[] part = Opaque(Letter(Secret));
        part = isAttachment ? Mail.Crlf(Encoding.Latin1.GetString(part).Replace("application/pkcs7-mime; name=smime.p7m; smime-type=signed-data", "application/octet-stream; name=smime.p7m\r\nContent-Disposition: attachment", StringComparison.Ordinal)) : part;

        using OpenedMessage opened = await OpenAsync(From(ForgedMail.Alice, Mixed(Letter("See below."), part)));

        opened.Content.TextBody.Should().Be("See below.");
        opened.Content.Attachments.Should().ContainSingle().Which.FileName.Should().Be("smime.p7m");
        opened.ErrantParts.Single().Content.TextBody.Should().Be(Secret);
        opened.ErrantParts.Single().Signature.Reason.Should().Be(SignatureReason.PartWithoutAuthor);
        AssertNothingLearnt(opened);
    }

    [Theory]
    [MemberData(nameof(EncryptedPlaces))]
    public async Task Open_EncryptedPartAnywhere_IsDecryptedIntoItsOwnRecordAlone(string place)
    {
        byte[] encrypted = Encrypted(Letter(Secret));
        byte[] entity = place switch
        {
            "alternative" => Multipart("alternative", "a", Letter("Hello."), encrypted),
            "related" => Multipart("related", "r", Letter("<p>Hello.</p><img src=\"cid:x\">", "html"), [.. "Content-ID: <x>\r\n"u8, .. encrypted]),
            "attachment" => Mixed(Letter("Hello."), [.. "Content-Disposition: attachment; filename=x.p7m\r\n"u8, .. encrypted]),
            "forwarded" => Mixed(Letter("Hello."), Forwarded(ForgedMail.Alice, encrypted)),
            "digest" => Mixed(Letter("Hello."), Multipart("digest", "d", [.. Mail.Crlf("\nFrom: alice@customer.example\n"), .. encrypted])),
            "deep" => Mixed(Letter("Hello."), Forwarded(Mallory, Multipart("mixed", "inner", Letter("inner"), Forwarded(ForgedMail.Alice, encrypted)))),
            "tnef-like name" => Mixed(Letter("Hello."), Mail.Crlf(Encoding.Latin1.GetString(encrypted).Replace("application/pkcs7-mime; name=smime.p7m; smime-type=enveloped-data", "application/x-unknown; name=\"a.P7M \"", StringComparison.Ordinal))),
            _ => Mixed(Letter("Hello."), encrypted),
        };

        using OpenedMessage opened = await OpenAsync(From(Mallory, entity));

        ErrantPart part = opened.ErrantParts.Should().ContainSingle().Subject;
        part.Content.TextBody.Should().Be(Secret);
        part.Encryption.Status.Should().Be(EncryptionStatus.Decrypted);
        part.Signature.Status.Should().Be(SignatureStatus.Unsigned);
        opened.Encryption.Status.Should().Be(EncryptionStatus.NotEncrypted);
        opened.Content.TextBody.Should().Be("Hello.");
        AssertSecretIsNowhereElse(opened);
        AssertNothingLearnt(opened);
    }

    [Fact]
    public async Task Open_HtmlAroundCiphertext_IsNeverPutTogether()
    {
        byte[] before = Letter("<img src=\"http://evil.example/", "html");
        byte[] after = Letter("\">", "html");

        using OpenedMessage opened = await OpenAsync(From(Mallory, Mixed(before, Encrypted(Letter(Secret, "html")), after)));

        opened.Content.HtmlBody.Should().Be("<img src=\"http://evil.example/\n");
        opened.ErrantParts.Single().Content.HtmlBody.Should().Be(Secret + "\n");
        AssertSecretIsNowhereElse(opened);
    }

    [Fact]
    public async Task Open_SignatureAroundCiphertextInAPart_IsNotCredited()
    {
        using OpenedMessage opened = await OpenAsync(From(Mallory, Mixed(Letter("x"), Clear(Encrypted(Letter(Secret))))));

        ErrantPart part = opened.ErrantParts.Should().ContainSingle().Subject;
        part.Content.TextBody.Should().Be(Secret);
        part.Signature.Reason.Should().Be(SignatureReason.SignatureAroundCiphertext);
        part.Coverage.Single().Signature.Should().Be(SignatureStatus.Unsigned);
        part.Coverage.Single().Encryption.Should().Be(EncryptionStatus.Decrypted);
        opened.Coverage.Select(covered => covered.ErrantPart).Should().Equal(null, 0);
    }

    [Theory]
    [InlineData(ForgedMail.Alice, SignatureStatus.Valid, SignatureReason.None)]
    [InlineData(Mallory, SignatureStatus.Invalid, SignatureReason.AddressMismatch)]
    [InlineData("alice@customer.example, mallory@evil.example", SignatureStatus.Invalid, SignatureReason.AmbiguousFrom)]
    public async Task Open_ForwardedMessage_IsComparedWithItsOwnAuthor(string from, SignatureStatus status, SignatureReason reason)
    {
        using OpenedMessage opened = await OpenAsync(From(ForgedMail.Alice, Mixed(Letter("See."), Forwarded(from, Clear(ForgedMail.Entity)))));

        ErrantPart part = opened.ErrantParts.Should().ContainSingle().Subject;
        (part.Section, part.ContentType).Should().Be(("2", "message/rfc822"));
        part.Signature.Status.Should().Be(status);
        part.Signature.Reason.Should().Be(reason);
        part.Author.Should().Be(from.Contains(',', StringComparison.Ordinal) ? null : from);
        part.Headers!.Subject.Should().Be("inner");
        part.Headers.To.Should().Equal("bob@other.example");
        opened.Headers.Subject.Should().Be("outer");
        opened.Signature.Status.Should().Be(SignatureStatus.Unsigned);
        opened.Content.TextBody.Should().Be("See.");
        opened.Content.Attachments.Single().FileName.Should().Be("inner.eml");
        AssertNothingLearnt(opened);
    }

    [Fact]
    public async Task Open_ForwardedMessageAlone_LeavesTheMessageUnsigned()
    {
        using OpenedMessage opened = await OpenAsync(From(ForgedMail.Alice, Forwarded(ForgedMail.Alice, Clear(ForgedMail.Entity))));

        opened.Signature.Status.Should().Be(SignatureStatus.Unsigned);
        opened.ErrantParts.Single().Section.Should().Be("1");
        opened.ErrantParts.Single().Signature.Status.Should().Be(SignatureStatus.Valid);
        AssertNothingLearnt(opened);
    }

    [Fact]
    public async Task Open_ForwardedMessageWithProtectedHeader_ShowsItsOwnAndLegacyTextNot()
    {
        byte[] payload = Mail.Crlf("From: alice@customer.example\nSubject: protected\nHP-Outer: Subject: inner\nContent-Type: text/plain; hp=\"cipher\"; hp-legacy-display=\"1\"\n\nSubject: protected\n\nletter\n");

        using OpenedMessage opened = await OpenAsync(From(Mallory, Mixed(Letter("x"), Forwarded(ForgedMail.Alice, Encrypted(Clear(payload))))));

        ErrantPart part = opened.ErrantParts.Single();
        part.Headers!.Subject.Should().Be("protected");
        part.Headers.SubjectProtection.Should().Be(HeaderProtection.SignedAndEncrypted);
        part.Content.TextBody.Should().Be("letter");
        part.Encryption.Integrity.Should().Be(EncryptionIntegrity.Authenticated);
        opened.Headers.Subject.Should().Be("outer");
    }

    [Fact]
    public async Task Open_ProtectedHeaderInABarePart_IsIgnored()
    {
        byte[] payload = Mail.Crlf("From: alice@customer.example\nSubject: forged\nReply-To: evil@evil.example\nContent-Type: text/plain; hp=\"clear\"\n\nletter\n");

        using OpenedMessage opened = await OpenAsync(From(ForgedMail.Alice, Mixed(Clear(payload), Letter(Footer))));

        opened.Headers.Subject.Should().Be("outer");
        opened.Headers.ReplyTo.Should().BeEmpty();
        opened.ErrantParts.Single().Headers.Should().BeNull();
        opened.ErrantParts.Single().Signature.Status.Should().Be(SignatureStatus.Indeterminate);
    }

    [Fact]
    public async Task Open_SignedMessageWithAForwardedOne_KeepsBothVerdictsApart()
    {
        KeyedIdentity other = SharedIdentities.Of("P-256", "bob@other.example");
        byte[] forwarded = Forwarded("bob@other.example", Encrypted(Multipart("mixed", "in", Letter(Secret), Opaque(Letter("deeper"), other))));

        using OpenedMessage opened = await OpenAsync(From(ForgedMail.Alice, Clear(Mixed(Letter("Mine."), forwarded))));

        opened.Signature.Status.Should().Be(SignatureStatus.Valid);
        opened.Content.TextBody.Should().Be("Mine.");
        opened.Harvest.Address.Should().Be(ForgedMail.Alice);
        opened.ErrantParts.Select(part => (part.Section, part.Within, part.Content.TextBody)).Should().Equal(("1.2", null, Secret), ("1.2.2", 0, "deeper"));
        opened.ErrantParts[0].Coverage.Select(covered => (covered.Section, covered.Role, covered.ErrantPart)).Should()
            .Equal(("1.2.1", ContentRole.TextBody, null), ("1.2.2", ContentRole.Attachment, 1));
        opened.Coverage.Select(covered => (covered.Section, covered.Signature, covered.ErrantPart)).Should()
            .Equal(("1.1", SignatureStatus.Valid, null), ("1.2", SignatureStatus.Valid, 0));
        AssertSecretIsNowhereElse(opened);
    }

    [Fact]
    public async Task Open_EncryptedMessage_NumbersWhatItHeld()
    {
        using OpenedMessage opened = await OpenAsync(From(Mallory, Encrypted(Mixed(Letter("a"), Multipart("alternative", "alt", Letter("b"), Letter("<p>c", "html")), Opaque(Letter("d"))))));

        opened.Coverage.Select(covered => (covered.Section, covered.Role, covered.Encryption, covered.Signature)).Should().Equal(
            ("1", ContentRole.TextBody, EncryptionStatus.Decrypted, SignatureStatus.Unsigned),
            ("2.1", ContentRole.TextBody, EncryptionStatus.Decrypted, SignatureStatus.Unsigned),
            ("2.2", ContentRole.HtmlBody, EncryptionStatus.Decrypted, SignatureStatus.Unsigned),
            ("3", ContentRole.Attachment, EncryptionStatus.Decrypted, SignatureStatus.Unsigned));
        opened.Coverage[3].Attachment.Should().BeSameAs(opened.Content.Attachments.Single());
        opened.Coverage[3].ErrantPart.Should().Be(0);
        opened.PlaintextQuote.Should().BeEmpty();
    }

    [Fact]
    public async Task Open_TripleWrap_CreditsTheInnerSignature()
    {
        using OpenedMessage opened = await OpenAsync(From(ForgedMail.Alice, Clear(Encrypted(Opaque(ForgedMail.Entity)), SharedIdentities.Of("P-256", Mallory))));

        opened.Signature.Status.Should().Be(SignatureStatus.Valid);
        opened.Signature.Cautions.Should().Contain(SmimeCaution.OuterSignatureIgnored);
        opened.ErrantParts.Should().BeEmpty();
        opened.Coverage.Single().Signature.Should().Be(SignatureStatus.Valid);
    }

    [Fact]
    public async Task Open_EncryptThenSign_CoversTheContentWithNoSignature()
    {
        using OpenedMessage opened = await OpenAsync(From(ForgedMail.Alice, Clear(Encrypted(ForgedMail.Entity))));

        opened.Signature.Reason.Should().Be(SignatureReason.SignatureAroundCiphertext);
        opened.Coverage.Single().Signature.Should().Be(SignatureStatus.Unsigned);
        opened.Coverage.Single().Encryption.Should().Be(EncryptionStatus.Decrypted);
    }

    [Fact]
    public async Task Open_SignatureOfOneAlternative_CoversThatOneAlone()
    {
        using OpenedMessage opened = await OpenAsync(From(ForgedMail.Alice, Multipart("alternative", "alt", Letter("unsigned"), Clear(Letter("<p>signed</p>", "html")))));

        opened.Signature.Status.Should().Be(SignatureStatus.Unsigned);
        opened.Coverage.Select(covered => (covered.Section, covered.Role, covered.ErrantPart)).Should()
            .Equal(("1", ContentRole.TextBody, null), ("2.1", ContentRole.HtmlBody, 0));
        opened.ErrantParts.Single().Content.HtmlBody.Should().Be("<p>signed</p>\n");
    }

    [Fact]
    public async Task Open_ThirdPartBesideASignature_IsCoveredByNothing()
    {
        byte[] mail = ForgedMail.Detached(ForgedMail.Entity, (ForgedSignature.By(ForgedMail.Entity, Alice) with { IsDetached = true }).Encode(), "--signed\n\nadded\n");

        using OpenedMessage opened = await OpenAsync(mail);

        opened.Signature.Status.Should().Be(SignatureStatus.Invalid);
        opened.Content.TextBody.Should().Be(ForgedMail.Sentence + "\n\nadded");
        opened.Coverage.Should().OnlyContain(covered => covered.Signature == SignatureStatus.Unsigned);
    }

    [Fact]
    public async Task Open_ForOthersOrDamaged_SaysWhyWithoutContent()
    {
        byte[] stranger = Encrypted(Letter(Secret), SharedIdentities.Of("P-256", "bob@other.example"));
        byte[] damaged = Mail.Crlf("Content-Type: application/pkcs7-mime; smime-type=enveloped-data\nContent-Transfer-Encoding: base64\n\nMIAG\n");

        using OpenedMessage opened = await OpenAsync(From(Mallory, Mixed(Letter("x"), stranger, damaged)));

        opened.ErrantParts.Select(part => part.Encryption.Reason).Should().Equal(EncryptionReason.NoMatchingKey, EncryptionReason.Malformed);
        opened.ErrantParts.Should().OnlyContain(part => part.Content.TextBody.Length == 0 && part.Content.Attachments.Count == 0);
        opened.Content.Attachments.Should().HaveCount(2);
    }

    [Fact]
    public async Task Open_CertificatesAlone_AreNoErrantPart()
    {
        byte[] bag = ForgedMail.Part((ForgedSignature.By([]) with { Certificates = [Alice.Certificate.Der.ToArray()], IsDetached = true }).Encode(), "application/pkcs7-mime; smime-type=certs-only; name=smime.p7c");

        using OpenedMessage opened = await OpenAsync(From(Mallory, Mixed(Letter("x"), bag)));

        opened.ErrantParts.Should().BeEmpty();
        opened.Signature.Cautions.Should().BeEmpty();
        opened.Content.Attachments.Should().ContainSingle();
    }

    [Fact]
    public async Task Open_CertificatesAloneWithinASignature_AreAnErrantPart()
    {
        byte[] bag = ForgedMail.Part((ForgedSignature.By([]) with { Certificates = [Alice.Certificate.Der.ToArray()], IsDetached = true }).Encode(), "application/pkcs7-mime; smime-type=certs-only; name=smime.p7c");

        using OpenedMessage opened = await OpenAsync(From(Mallory, Mixed(Letter("x"), Opaque(bag))));

        opened.ErrantParts.Should().ContainSingle().Which.Signature.Signer!.Addresses.Should().Equal(ForgedMail.Alice);
    }

    [Fact]
    public async Task Open_ContentThatNobodySigned_IsAnErrantPart()
    {
        byte[] nobody = ForgedMail.Part((ForgedSignature.By(Letter("inner")) with { Certificates = [] }).Encode(), "application/pkcs7-mime; smime-type=signed-data");

        using OpenedMessage opened = await OpenAsync(From(Mallory, Mixed(Letter("x"), nobody)));

        ErrantPart part = opened.ErrantParts.Should().ContainSingle().Subject;
        (part.Content.TextBody, part.Signature.Status).Should().Be(("inner", SignatureStatus.Unsigned));
    }

    [Fact]
    public async Task Open_SignedFile_StaysAFile()
    {
        byte[] pdf = [.. "%PDF-1.7\n"u8, 0, 1, 2, .. ForgedMail.Entity];

        using OpenedMessage opened = await OpenAsync(From(Mallory, Mixed(Letter("x"), Opaque(pdf))));

        opened.ErrantParts.Single().Content.TextBody.Should().BeEmpty();
        opened.ErrantParts.Single().Signature.Signer!.Addresses.Should().Equal(ForgedMail.Alice);
        opened.Content.Attachments.Should().ContainSingle();
    }

    [Fact]
    public async Task Open_MessageWithoutErrantParts_HasNone()
    {
        using OpenedMessage opened = await OpenAsync(From(Mallory, Mixed(Letter("x"), Forwarded(ForgedMail.Alice, Letter("y")))));

        opened.ErrantParts.Should().BeEmpty();
        opened.Signature.Cautions.Should().BeEmpty();
        opened.Coverage.Select(covered => (covered.Section, covered.Signature, covered.Encryption)).Should().Equal(
            ("1", SignatureStatus.Unsigned, EncryptionStatus.NotEncrypted), ("2", SignatureStatus.Unsigned, EncryptionStatus.NotEncrypted));
    }

    private static async Task<OpenedMessage> OpenAsync(byte[] mail)
    {
        Desk desk = await Desk.WithAsync(null, Agent);
        return await desk.OpenAsync(mail);
    }

    private static void AssertNothingLearnt(OpenedMessage opened)
    {
        opened.Harvest.Status.Should().Be(HarvestStatus.NotStored);
        opened.ReplyContext.Encrypt.Should().Be(EncryptAvailability.NotSigned);
        opened.ReplyContext.EncryptionCertificate.Length.Should().Be(0);
        opened.ReplyContext.Capabilities.Length.Should().Be(0);
        opened.ReplyContext.Signature.Should().Be(SignatureStatus.Unsigned);
    }

    private static void AssertSecretIsNowhereElse(OpenedMessage opened)
    {
        opened.Content.TextBody.Should().NotContain(Secret);
        (opened.Content.HtmlBody ?? string.Empty).Should().NotContain(Secret);
        opened.PlaintextQuote.Should().NotContain(Secret);
        opened.ReplyContext.ToJson().Should().NotContain(Secret);
        foreach (MessageAttachment attachment in opened.Content.Attachments)
        {
            using var reader = new StreamReader(attachment.OpenRead());
            reader.ReadToEnd().Should().NotContain(Secret);
        }
    }
}
