using System.IO.Compression;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Inbound;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Cms.Reading;

/// <summary>How layers are put into mails: labels, encodings, nesting, and what stands around them.</summary>
public sealed class LayerFormTests
{
    private static readonly KeyedIdentity Alice = SharedIdentities.Alice();
    private static readonly KeyedIdentity Agent = SharedIdentities.Desk();
    private static readonly byte[] Opaque = ForgedSignature.By(ForgedMail.Entity, Alice).Encode();
    private static readonly byte[] Detached = (ForgedSignature.By(ForgedMail.Entity, Alice) with { IsDetached = true }).Encode();

    public static TheoryData<string, string> Labels()
    {
        var data = new TheoryData<string, string>();
        foreach (string kind in new[] { "signed", "enveloped", "authenticated", "compressed" })
        {
            foreach (string label in new[]
            {
                "application/pkcs7-mime", "application/x-pkcs7-mime", "application/pkcs7-mime; smime-type=signed-data", "application/pkcs7-mime; smime-type=enveloped-data",
                "application/pkcs7-mime; smime-type=certs-only", "application/pkcs7-mime; smime-type=compressed-data", "application/pkcs7-mime; smime-type=\"?\"", "application/pkcs7-signature; name=smime.p7s",
                "application/octet-stream; name=smime.p7m", "application/octet-stream; name=\"a.P7M\"", "application/octet-stream; name=smime.p7z", "APPLICATION/PKCS7-MIME; NAME=x",
            })
            {
                data.Add(kind, label);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Labels))]
    public async Task OpenAsync_WrongOrMissingLabel_TheBytesDecide(string kind, string label)
    {
        byte[] cms = kind switch
        {
            "signed" => Opaque,
            "enveloped" => Encrypt("AES-128-CBC", ForgedMail.Entity),
            "authenticated" => Encrypt("AES-256-GCM", ForgedMail.Entity),
            _ => Compress(ForgedMail.Entity),
        };

        using OpenedMessage opened = await OpenAsync(ForgedMail.Plain(ForgedMail.Part(cms, label)));

        opened.Content.TextBody.Should().Contain(ForgedMail.Sentence);
        opened.Signature.Status.Should().Be(kind == "signed" ? SignatureStatus.Valid : SignatureStatus.Unsigned);
        opened.Encryption.Status.Should().Be(kind is "enveloped" or "authenticated" ? EncryptionStatus.Decrypted : EncryptionStatus.NotEncrypted);
    }

    [Theory]
    [InlineData("application/octet-stream; name=notes.bin")]
    [InlineData("text/plain; name=smime.p7m")]
    public async Task OpenAsync_LabelOfSomethingElse_IsNoLayer(string label)
    {
        using OpenedMessage opened = await OpenAsync(ForgedMail.Plain(ForgedMail.Part(Opaque, label)));

        opened.Signature.Status.Should().Be(SignatureStatus.Unsigned);
    }

    [Theory]
    [InlineData("application/octet-stream; name=smime.p7s")]
    [InlineData("application/x-pkcs7-signature")]
    [InlineData("application/pkcs7-mime; name=smime.p7s")]
    public async Task OpenAsync_SignaturePartUnderAnotherLabel_IsVerified(string label)
    {
        byte[] mail =
        [
            .. Mail.Crlf(ForgedMail.Headers + "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=signed\n\n--signed\n"), .. ForgedMail.Entity, .. Mail.Crlf("\n--signed\n"),
            .. ForgedMail.Part(Detached, label), .. Mail.Crlf("\n--signed--\n"),
        ];

        using OpenedMessage opened = await OpenAsync(mail);

        opened.Signature.Status.Should().Be(SignatureStatus.Valid);
    }

    [Fact]
    public async Task OpenAsync_BinaryTransferEncoding_IsRead()
    {
        using OpenedMessage opened = await OpenAsync(ForgedMail.Plain(ForgedMail.BinaryPart(Opaque, "application/pkcs7-mime")));

        opened.Signature.Status.Should().Be(SignatureStatus.Valid);
    }

    [Fact]
    public async Task OpenAsync_DetachedSignatureWithContentOfItsOwn_IsAmbiguous()
    {
        byte[] other = Mail.Crlf("Content-Type: text/plain\n\nAnother text.\n");

        using OpenedMessage both = await OpenAsync(ForgedMail.Detached(ForgedMail.Entity, Opaque));
        using OpenedMessage shown = await OpenAsync(ForgedMail.Detached(other, Opaque));

        both.Signature.Status.Should().Be(SignatureStatus.Invalid);
        both.Signature.Reason.Should().Be(SignatureReason.ContentAmbiguous);
        shown.Signature.Status.Should().Be(SignatureStatus.Invalid);
    }

    [Fact]
    public async Task OpenAsync_OpaqueSignatureWithoutContent_SaysThatItIsMissing()
    {
        using OpenedMessage opened = await OpenAsync(ForgedMail.Signed(Detached));

        opened.Signature.Status.Should().Be(SignatureStatus.Indeterminate);
        opened.Signature.Reason.Should().Be(SignatureReason.ContentMissing);
    }

    [Fact]
    public async Task OpenAsync_ThirdPartBesideTheSignature_IsNotCovered()
    {
        using OpenedMessage opened = await OpenAsync(ForgedMail.Detached(ForgedMail.Entity, Detached, "--signed\nContent-Type: text/plain\n\nPay to another account.\n"));

        opened.Signature.Status.Should().Be(SignatureStatus.Invalid);
        opened.Signature.Reason.Should().Be(SignatureReason.Malformed);
        opened.Harvest.Status.Should().Be(HarvestStatus.NotStored);
    }

    [Theory]
    [InlineData("Content-Type: text/plain\n\nHello\n--signed--\n")]
    [InlineData("Content-Type: text/plain\n\nHello\n")]
    public async Task OpenAsync_SignaturePartMissing_IsMalformed(string parts)
    {
        using OpenedMessage opened = await OpenAsync(Mail.Crlf(ForgedMail.Headers + "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=signed\n\n--signed\n" + parts));

        opened.Signature.Status.Should().Be(SignatureStatus.Invalid);
        opened.Signature.Reason.Should().Be(SignatureReason.Malformed);
        opened.Content.TextBody.Should().Contain("Hello");
    }

    [Fact]
    public async Task OpenAsync_SignaturePartThatIsNone_IsMalformedAndTheTextIsShown()
    {
        using OpenedMessage empty = await OpenAsync(ForgedMail.Detached(ForgedMail.Entity, []));
        using OpenedMessage encrypted = await OpenAsync(ForgedMail.Detached(ForgedMail.Entity, Encrypt("AES-128-CBC", ForgedMail.Entity)));

        foreach (OpenedMessage opened in new[] { empty, encrypted })
        {
            opened.Signature.Reason.Should().Be(SignatureReason.Malformed);
            opened.Content.TextBody.Should().Contain(ForgedMail.Sentence);
        }
    }

    [Fact]
    public async Task OpenAsync_SignatureAroundCiphertext_IsNotCreditedToTheText()
    {
        byte[] encrypted = ForgedMail.Part(Encrypt("AES-128-CBC", ForgedMail.Entity), "application/pkcs7-mime; smime-type=enveloped-data");

        using OpenedMessage opaque = await OpenAsync(ForgedMail.Signed(ForgedSignature.By(encrypted, Alice).Encode()));
        using OpenedMessage detached = await OpenAsync(ForgedMail.Detached(encrypted, (ForgedSignature.By(encrypted, Alice) with { IsDetached = true }).Encode()));

        foreach (OpenedMessage opened in new[] { opaque, detached })
        {
            opened.Signature.Status.Should().Be(SignatureStatus.Indeterminate);
            opened.Signature.Reason.Should().Be(SignatureReason.SignatureAroundCiphertext);
            opened.Encryption.Integrity.Should().Be(EncryptionIntegrity.None);
            opened.Harvest.Status.Should().Be(HarvestStatus.NotStored);
            opened.Content.TextBody.Should().Contain(ForgedMail.Sentence);
        }
    }

    public static TheoryData<string> Nestings =>
    [
        "signed encrypted", "encrypted signed", "encrypted detached", "encrypted signed compressed", "signed compressed", "compressed signed", "encrypted compressed signed",
        "signed encrypted signed", "encrypted encrypted signed", "authenticated signed", "authenticated detached compressed", "compressed encrypted", "compressed compressed signed",
    ];

    [Theory]
    [MemberData(nameof(Nestings))]
    public async Task OpenAsync_Nested_FindsTheTextAndCreditsOnlyWhatIsInsideTheEncryption(string layers)
    {
        string[] order = layers.Split(' ');
        byte[] entity = order.Reverse().Aggregate(ForgedMail.Entity, Wrap);

        using OpenedMessage opened = await OpenAsync(ForgedMail.Plain(entity));

        opened.Content.TextBody.Should().Contain(ForgedMail.Sentence);
        int lastEncryption = Array.FindLastIndex(order, layer => layer is "encrypted" or "authenticated");
        bool isSigned = order.Skip(lastEncryption + 1).Any(layer => layer is "signed" or "detached");
        opened.Signature.Status.Should().Be(isSigned ? SignatureStatus.Valid : order[0] == "signed" ? SignatureStatus.Indeterminate : SignatureStatus.Unsigned);
        opened.Encryption.Status.Should().Be(lastEncryption < 0 ? EncryptionStatus.NotEncrypted : EncryptionStatus.Decrypted);
    }

    [Fact]
    public async Task OpenAsync_CmsStraightInsideCms_IsRead()
    {
        // No MIME between the layers: some programs chain the two commands.
        using OpenedMessage opened = await OpenAsync(ForgedMail.Encrypted(Encrypt("AES-128-CBC", Opaque)));

        opened.Signature.Status.Should().Be(SignatureStatus.Valid);
        opened.Content.TextBody.Should().Contain(ForgedMail.Sentence);
    }

    [Theory]
    [InlineData("application/pkcs7-mime; smime-type=signed-data", SignatureStatus.Invalid, EncryptionStatus.NotEncrypted)]
    [InlineData("application/pkcs7-mime; smime-type=enveloped-data", SignatureStatus.Unsigned, EncryptionStatus.NotDecryptable)]
    [InlineData("application/pkcs7-mime", SignatureStatus.Unsigned, EncryptionStatus.NotDecryptable)]
    [InlineData("application/pkcs7-mime; smime-type=certs-only", SignatureStatus.Unsigned, EncryptionStatus.NotEncrypted)]
    [InlineData("application/pkcs7-mime; smime-type=compressed-data", SignatureStatus.Unsigned, EncryptionStatus.NotEncrypted)]
    [InlineData("application/octet-stream; name=smime.p7s", SignatureStatus.Invalid, EncryptionStatus.NotEncrypted)]
    public async Task OpenAsync_BytesThatAreNoCms_AreMalformedByTheirLabel(string label, SignatureStatus signature, EncryptionStatus encryption)
    {
        using OpenedMessage opened = await OpenAsync(ForgedMail.Plain(ForgedMail.Part("no CMS at all"u8.ToArray(), label)));

        opened.Signature.Status.Should().Be(signature);
        opened.Encryption.Status.Should().Be(encryption);
        opened.Content.Attachments.Should().BeEmpty();
    }

    [Theory]
    [InlineData("second content")]
    [InlineData("second content info")]
    [InlineData("second signers")]
    [InlineData("content that is no octet string")]
    public async Task OpenAsync_StructureThatTwoProgramsWouldReadDifferently_IsMalformed(string what)
    {
        byte[] octets = Ber.Octets(ForgedMail.Entity);
        ForgedSignature signature = ForgedSignature.By(ForgedMail.Entity, Alice);
        byte[] cms = what switch
        {
            "second content" => (signature with { Encapsulated = Ber.Context(0, octets, Ber.Octets("Another text."u8.ToArray())) }).Encode(),
            "second content info" => Ber.Sequence(Ber.Oid(CmsOids.SignedData), Ber.Context(0, signature.EncodeSignedData(), signature.EncodeSignedData())),
            "second signers" => Ber.Sequence(Ber.Oid(CmsOids.SignedData), Ber.Context(0, Appended(signature.EncodeSignedData(), Ber.Set()))),
            _ => (signature with { Encapsulated = Ber.Context(0, Ber.Retagged(0x0C, octets)) }).Encode(),
        };

        using OpenedMessage opened = await OpenAsync(ForgedMail.Signed(cms));

        opened.Signature.Status.Should().Be(SignatureStatus.Invalid);
        opened.Signature.Reason.Should().Be(SignatureReason.Malformed);
    }

    private static byte[] Appended(byte[] sequence, byte[] element) =>
        Ber.Sequence([.. Org.BouncyCastle.Asn1.Asn1Sequence.GetInstance(sequence).Select(child => child.ToAsn1Object().GetEncoded()), element]);

    private static byte[] Wrap(byte[] entity, string layer) => layer switch
    {
        "signed" => ForgedMail.Part(ForgedSignature.By(entity, Alice).Encode(), "application/pkcs7-mime; smime-type=signed-data"),
        "detached" => ForgedMail.DetachedEntity(entity, (ForgedSignature.By(entity, Alice) with { IsDetached = true }).Encode()),
        "encrypted" => ForgedMail.Part(Encrypt("AES-128-CBC", entity), "application/pkcs7-mime; smime-type=enveloped-data"),
        "authenticated" => ForgedMail.BinaryPart(Encrypt("AES-256-GCM", entity), "application/pkcs7-mime; smime-type=authEnveloped-data"),
        _ => ForgedMail.Part(Compress(entity), "application/pkcs7-mime; smime-type=compressed-data"),
    };

    private static byte[] Encrypt(string cipher, byte[] entity) => ForgedEnvelope.For(cipher, entity, ForgedRecipient.Agreement(Agent, AgreementPlan.Usual)).Encode();

    private static byte[] Compress(byte[] entity) => ForgedCompression.Encode(entity, CompressionLevel.Optimal);

    private static async Task<OpenedMessage> OpenAsync(byte[] mail) => await (await Desk.WithAsync(null, Agent)).OpenAsync(mail);
}
