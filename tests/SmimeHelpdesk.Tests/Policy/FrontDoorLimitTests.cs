using System.Text;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Inbound;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Policy;

/// <summary>Every bound on a message, through the front door: what reaches it is read, what is one past it says <c>LimitExceeded</c>.</summary>
public sealed class FrontDoorLimitTests
{
    private static readonly KeyedIdentity Alice = SharedIdentities.Alice();
    private static readonly KeyedIdentity Agent = SharedIdentities.Desk();
    private static readonly byte[] SignedMail = ForgedMail.Signed(ForgedSignature.By(ForgedMail.Entity, Alice).Encode());

    [Fact]
    public async Task MaximumMessageSize_OfASignedMail_IsReadAndRefused()
    {
        await ExpectValidAsync(SignedMail, limits => limits with { MaximumMessageSize = SignedMail.Length });
        await ExpectSignatureLimitAsync(SignedMail, limits => limits with { MaximumMessageSize = SignedMail.Length - 1 });
    }

    [Fact]
    public async Task MaximumMessageSize_OfAMailWithoutProtection_IsReadAndRefused()
    {
        byte[] mail = ForgedMail.Plain(ForgedMail.Entity);
        using OpenedMessage whole = await OpenAsync(mail, SmimeLimits.Default with { MaximumMessageSize = mail.Length });

        whole.Signature.Status.Should().Be(SignatureStatus.Unsigned);
        whole.Content.TextBody.Should().Contain(ForgedMail.Sentence);
        await ExpectSignatureLimitAsync(mail, limits => limits with { MaximumMessageSize = mail.Length - 1 });
    }

    [Fact]
    public async Task MaximumMessageSize_OfAnEncryptedMail_IsReadAndRefused()
    {
        byte[] mail = ForgedMail.Encrypted(Encrypt(ForgedMail.Entity));

        await ExpectDecryptedAsync(mail, limits => limits with { MaximumMessageSize = mail.Length });
        await ExpectEncryptionLimitAsync(mail, limits => limits with { MaximumMessageSize = mail.Length - 1 });
    }

    [Theory]
    [InlineData("signed")]
    [InlineData("detached")]
    [InlineData("compressed")]
    public async Task MaximumLayers_AtItAndOnePastIt_IsReadAndRefused(string innermost)
    {
        byte[] entity = innermost switch
        {
            "signed" => Opaque(ForgedMail.Entity),
            "detached" => ForgedMail.DetachedEntity(ForgedMail.Entity, (ForgedSignature.By(ForgedMail.Entity, Alice) with { IsDetached = true }).Encode()),
            _ => ForgedMail.BinaryPart(ForgedCompression.Encode(ForgedMail.Entity), "application/pkcs7-mime; smime-type=compressed-data"),
        };
        byte[] mail = ForgedMail.Plain(Enumerable.Range(0, 7).Aggregate(entity, (inner, _) => Opaque(inner)));

        await ExpectValidAsync(mail, limits => limits);

        // The seven signatures around it are good, and the text is not there.
        await ExpectSignatureLimitAsync(mail, limits => limits with { MaximumLayers = 7 });
    }

    [Fact]
    public async Task MaximumMimeDepth_AtItAndOnePastIt_IsReadAndRefused()
    {
        byte[] mail = Clear(string.Concat(Enumerable.Range(0, 5).Select(i => $"Content-Type: multipart/mixed; boundary=n{i}\n\n--n{i}\n")) + "\nThe printer is on fire.\n");

        // The signed multipart itself is one, and the innermost text one more.
        await ExpectValidAsync(mail, limits => limits with { MaximumMimeDepth = 6 });
        await ExpectSignatureLimitAsync(mail, limits => limits with { MaximumMimeDepth = 5 });
    }

    [Fact]
    public async Task MaximumParts_AtItAndOnePastIt_IsReadAndRefused()
    {
        byte[] mail = Clear("Content-Type: multipart/mixed; boundary=b\n\n" + string.Concat(Enumerable.Repeat("--b\n\nThe printer is on fire.\n", 20)) + "--b--\n");

        // Twenty, the two multiparts and the signature.
        await ExpectValidAsync(mail, limits => limits with { MaximumParts = 23 });
        await ExpectSignatureLimitAsync(mail, limits => limits with { MaximumParts = 22 });
    }

    [Fact]
    public async Task MaximumCertificates_AtItAndOnePastIt_IsReadAndRefused()
    {
        ForgedSignature signature = ForgedSignature.By(ForgedMail.Entity, Alice) with { MoreCertificates = [.. Enumerable.Repeat(Alice.Certificate.Der.ToArray(), 30)] };
        byte[] mail = ForgedMail.Signed(signature.Encode());

        await ExpectValidAsync(mail, limits => limits);
        await ExpectSignatureLimitAsync(mail, limits => limits with { MaximumCertificates = 31 });
    }

    [Fact]
    public async Task MaximumSigners_AtItAndOnePastIt_IsReadAndRefused()
    {
        byte[] mail = ForgedMail.Signed(ForgedSignature.By(ForgedMail.Entity, [.. Enumerable.Repeat(Alice, 8)]).Encode());

        await ExpectValidAsync(mail, limits => limits);
        await ExpectSignatureLimitAsync(mail, limits => limits with { MaximumSigners = 7 });
    }

    [Fact]
    public async Task MaximumRecipients_AtItAndOnePastIt_IsReadAndRefused()
    {
        KeyedIdentity stranger = SharedIdentities.Of("RSA-2048", "stranger@elsewhere.example");
        byte[] entry = ForgedRecipient.KeyTransport(stranger)(new byte[16]);
        byte[] mail = ForgedMail.Encrypted(Encrypt(ForgedMail.Entity, [.. Enumerable.Repeat<Func<byte[], byte[]>>(_ => entry, 499), ForgedRecipient.Agreement(Agent, AgreementPlan.Usual)]));

        await ExpectDecryptedAsync(mail, limits => limits);
        await ExpectEncryptionLimitAsync(mail, limits => limits with { MaximumRecipients = 499 });
    }

    [Fact]
    public async Task MaximumKeyAttempts_AtItAndOnePastIt_IsReadAndRefused()
    {
        Func<byte[], byte[]> wrong = ForgedRecipient.Agreement(Agent, AgreementPlan.Usual with { Secret = new byte[32] });
        byte[] mail = ForgedMail.Encrypted(Encrypt(ForgedMail.Entity, [.. Enumerable.Repeat(wrong, 15), ForgedRecipient.Agreement(Agent, AgreementPlan.Usual)]));

        await ExpectDecryptedAsync(mail, limits => limits);
        await ExpectEncryptionLimitAsync(mail, limits => limits with { MaximumKeyAttempts = 15 });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task MaximumAttributes_AtItAndOnePastIt_IsReadAndRefused(bool isSigned)
    {
        byte[] unknown = ForgedSigner.Attribute("1.2.3", Ber.Integer(1));
        ForgedSigner signer = isSigned
            ? new ForgedSigner(Alice) { MoreAttributes = [.. Enumerable.Repeat(unknown, 61)] }
            : new ForgedSigner(Alice) { UnsignedAttributes = [.. Enumerable.Repeat(unknown, 64)] };
        byte[] mail = ForgedMail.Signed(new ForgedSignature(ForgedMail.Entity, signer).Encode());

        await ExpectValidAsync(mail, limits => limits);
        await ExpectSignatureLimitAsync(mail, limits => limits with { MaximumAttributes = 63 });
    }

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    [InlineData(200)]
    public async Task MaximumAsn1Depth_AtItAndOnePastIt_IsReadAndRefused(int depth)
    {
        // The value of an unsigned attribute lies nine below the ContentInfo.
        byte[] Mail(int extra) => ForgedMail.Signed(new ForgedSignature(ForgedMail.Entity, new ForgedSigner(Alice)
        {
            UnsignedAttributes = [ForgedSigner.Attribute("1.2.3", Enumerable.Range(0, depth - 8 + extra).Aggregate(Ber.Null, (inner, _) => Ber.Sequence(inner)))],
        }).Encode());

        await ExpectValidAsync(Mail(0), limits => limits with { MaximumAsn1Depth = depth });
        await ExpectSignatureLimitAsync(Mail(1), limits => limits with { MaximumAsn1Depth = depth });
    }

    [Fact]
    public async Task MaximumStructureSize_AtItAndOnePastIt_IsReadAndRefused()
    {
        // 4096 octets of unsigned attributes, and one more.
        byte[] Mail(int extra) => ForgedMail.Signed(new ForgedSignature(ForgedMail.Entity, new ForgedSigner(Alice)
        {
            UnsignedAttributes = [ForgedSigner.Attribute("1.2.3", Ber.Octets(new byte[4096 - 20 + extra]))],
        }).Encode());

        await ExpectValidAsync(Mail(0), limits => limits with { MaximumStructureSize = 4096 });
        await ExpectSignatureLimitAsync(Mail(1), limits => limits with { MaximumStructureSize = 4096 });
    }

    [Fact]
    public async Task MaximumDecompressedSize_AtItAndOnePastIt_IsReadAndRefused()
    {
        byte[] content = Text(3 << 20);
        byte[] mail = ForgedMail.Compressed(ForgedCompression.Encode(content));

        await ExpectTextAsync(mail, limits => limits with { MaximumDecompressedSize = content.Length, MaximumCompressionRatio = 2000 });
        await ExpectSignatureLimitAsync(mail, limits => limits with { MaximumDecompressedSize = content.Length - 1, MaximumCompressionRatio = 2000 });
    }

    [Fact]
    public async Task MaximumCompressionRatio_AtItAndOnePastIt_IsReadAndRefused()
    {
        byte[] content = Text(3 << 20);
        byte[] compressed = ForgedCompression.Compress(content);
        byte[] cms = ForgedCompression.Around(compressed);
        int ratio = (content.Length + compressed.Length - 1) / compressed.Length;

        await ExpectTextAsync(ForgedMail.Compressed(cms), limits => limits with { MaximumCompressionRatio = ratio });
        await ExpectSignatureLimitAsync(ForgedMail.Compressed(cms), limits => limits with { MaximumCompressionRatio = ratio - 1 });
    }

    [Fact]
    public async Task MaximumCompressionRatio_OfLayersWithinOneAnother_IsThatOfTheOutermost()
    {
        byte[] inner = ForgedMail.BinaryPart(ForgedCompression.Encode(Text(100 << 20)), "application/pkcs7-mime");
        byte[] mail = ForgedMail.Compressed(ForgedCompression.Encode(inner));

        await ExpectSignatureLimitAsync(mail, limits => limits with { MaximumCompressionRatio = 1100 });
    }

    [Fact]
    public async Task MaximumRsaKeySize_AtItAndOnePastIt_IsReadAndRefused()
    {
        byte[] mail = ForgedMail.Signed(ForgedSignature.By(ForgedMail.Entity, SharedIdentities.Alice("RSA-2050")).Encode());

        await ExpectValidAsync(mail, limits => limits with { MaximumRsaKeySize = 2050 });
        await ExpectSignatureLimitAsync(mail, limits => limits with { MaximumRsaKeySize = 2049 });
    }

    [Fact]
    public async Task MaximumRsaExponentSize_AtItAndOnePastIt_IsReadAndRefused()
    {
        byte[] mail = ForgedMail.Signed(ForgedSignature.By(ForgedMail.Entity, SharedIdentities.Alice(KeyedIdentity.WideExponent)).Encode());

        await ExpectValidAsync(mail, limits => limits with { MaximumRsaExponentSize = 41 });
        await ExpectSignatureLimitAsync(mail, limits => limits with { MaximumRsaExponentSize = 40 });
    }

    [Fact]
    public async Task MaximumPathWork_AtItAndOnePastIt_IsReadAndRefused()
    {
        await ExpectValidAsync(SignedMail, limits => limits with { MaximumPathWork = 2 });
        await ExpectSignatureLimitAsync(SignedMail, limits => limits with { MaximumPathWork = 1 });
    }

    [Fact]
    public async Task MaximumPathLength_AtItAndOnePastIt_IsReadAndRefused()
    {
        await ExpectValidAsync(SignedMail, limits => limits with { MaximumPathLength = 3 });
        await ExpectSignatureLimitAsync(SignedMail, limits => limits with { MaximumPathLength = 2 });
    }

    private static byte[] Opaque(byte[] entity) => ForgedMail.BinaryPart(ForgedSignature.By(entity, Alice).Encode(), "application/pkcs7-mime; smime-type=signed-data");

    private static byte[] Text(int length) => Encoding.ASCII.GetBytes($"Content-Type: text/plain\r\n\r\n{ForgedMail.Sentence}\r\n" + new string('x', length));

    private static byte[] Clear(string entity)
    {
        byte[] bytes = Mail.Crlf(entity);
        return ForgedMail.Detached(bytes, (ForgedSignature.By(bytes, Alice) with { IsDetached = true }).Encode());
    }

    private static byte[] Encrypt(byte[] entity, params Func<byte[], byte[]>[] recipients) =>
        ForgedEnvelope.For("AES-256-GCM", entity, recipients.Length > 0 ? recipients : [ForgedRecipient.Agreement(Agent, AgreementPlan.Usual)]).Encode();

    private static async Task ExpectValidAsync(byte[] mail, Func<SmimeLimits, SmimeLimits> change)
    {
        using OpenedMessage opened = await OpenAsync(mail, change(SmimeLimits.Default));
        opened.Signature.Findings.Should().BeEmpty();
        opened.Signature.Status.Should().Be(SignatureStatus.Valid);
        opened.Content.TextBody.Should().Contain(ForgedMail.Sentence);
    }

    private static async Task ExpectTextAsync(byte[] mail, Func<SmimeLimits, SmimeLimits> change)
    {
        using OpenedMessage opened = await OpenAsync(mail, change(SmimeLimits.Default));
        opened.Signature.Status.Should().Be(SignatureStatus.Unsigned);
        opened.Content.TextBody.Should().Contain(ForgedMail.Sentence);
    }

    private static async Task ExpectDecryptedAsync(byte[] mail, Func<SmimeLimits, SmimeLimits> change)
    {
        using OpenedMessage opened = await OpenAsync(mail, change(SmimeLimits.Default));
        opened.Encryption.Status.Should().Be(EncryptionStatus.Decrypted);
        opened.Content.TextBody.Should().Contain(ForgedMail.Sentence);
    }

    private static async Task ExpectSignatureLimitAsync(byte[] mail, Func<SmimeLimits, SmimeLimits> change)
    {
        using OpenedMessage opened = await OpenAsync(mail, change(SmimeLimits.Default));
        opened.Signature.Status.Should().NotBe(SignatureStatus.Valid);
        opened.Signature.Reason.Should().Be(SignatureReason.LimitExceeded);
        opened.Harvest.Status.Should().Be(HarvestStatus.NotStored);
    }

    private static async Task ExpectEncryptionLimitAsync(byte[] mail, Func<SmimeLimits, SmimeLimits> change)
    {
        using OpenedMessage opened = await OpenAsync(mail, change(SmimeLimits.Default));
        opened.Encryption.Status.Should().Be(EncryptionStatus.NotDecryptable);
        opened.Encryption.Reason.Should().Be(EncryptionReason.LimitExceeded);
    }

    private static async Task<OpenedMessage> OpenAsync(byte[] mail, SmimeLimits limits) =>
        await (await Desk.WithAsync(SmimePolicy.Default with { Limits = limits, MinimumRsaKeySize = Math.Min(2048, limits.MaximumRsaKeySize) }, Agent)).OpenAsync(mail);
}
