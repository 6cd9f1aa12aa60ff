using System.Text.Json;

namespace SmimeHelpdesk.Tests.Reply;

public sealed class ReplyContextTests
{
    private static readonly ReplyContext Full = ReplyCase.Context with
    {
        Tenant = "acme",
        ReplyTo = ["team@customer.example"],
        SubjectIsConfidential = true,
        Encryption = EncryptionStatus.Decrypted,
        ConfidentialFields = ["Subject", "To"],
        Quoting = QuoteScope.EncryptedOnly,
        HasDecryptedParts = true,
        Capabilities = new byte[] { 0x30, 0x00 },
        Cautions = [SmimeCaution.CertificateChanged],
    };

    [Fact]
    public void FromJson_WhatToJsonWrote_IsAnEqualRecord()
    {
        ReplyContext read = ReplyContext.FromJson(Full.ToJson());

        read.Should().Be(Full);
        read.GetHashCode().Should().Be(Full.GetHashCode());
        read.ToJson().Should().Be(Full.ToJson());
    }

    [Fact]
    public void FromJson_WhatTheHostsOwnSerializerWrote_IsAnEqualRecord()
    {
        JsonSerializer.Deserialize<ReplyContext>(JsonSerializer.Serialize(Full)).Should().Be(Full);
        ReplyContext.FromJson(JsonSerializer.Serialize(Full)).Should().Be(Full);
    }

    public static TheoryData<string> Changes => ["tenant", "mailbox", "from", "replyTo", "subject", "confidential", "messageId", "references", "received", "encryption", "signature", "encrypt", "certificate", "capabilities", "trusted", "fields", "quoting", "parts", "cautions"];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Equals_AnyValueDiffers_IsFalse(string change)
    {
        ReplyContext other = change switch
        {
            "tenant" => Full with { Tenant = "other" },
            "mailbox" => Full with { MailboxAddress = "other@desk.example" },
            "from" => Full with { From = null },
            "replyTo" => Full with { ReplyTo = [] },
            "subject" => Full with { Subject = "other" },
            "confidential" => Full with { SubjectIsConfidential = false },
            "messageId" => Full with { MessageId = null },
            "references" => Full with { References = ["a@b", "c@d"] },
            "received" => Full with { ReceivedAt = Full.ReceivedAt.AddTicks(1) },
            "encryption" => Full with { Encryption = EncryptionStatus.NotDecryptable },
            "signature" => Full with { Signature = SignatureStatus.Invalid },
            "encrypt" => Full with { Encrypt = EncryptAvailability.NotSigned },
            "certificate" => Full with { EncryptionCertificate = Full.EncryptionCertificate[1..] },
            "capabilities" => Full with { Capabilities = default },
            "trusted" => Full with { IsTrusted = false },
            "fields" => Full with { ConfidentialFields = ["Subject"] },
            "quoting" => Full with { Quoting = QuoteScope.Always },
            "parts" => Full with { HasDecryptedParts = false },
            _ => Full with { Cautions = [] },
        };

        other.Should().NotBe(Full);
        ReplyContext.FromJson(other.ToJson()).Should().Be(other);
    }

    [Fact]
    public void ToJson_ACertificate_IsReadableByHumansElsewhere() =>
        JsonDocument.Parse(Full.ToJson()).RootElement.GetProperty("Encrypt").GetString().Should().Be("Available");

    [Fact]
    public void FromJson_NullsFromAnOlderRow_AreEmptyLists()
    {
        ReplyContext context = ReplyContext.FromJson("""{"Version":1,"MailboxAddress":"support@desk.example","ReplyTo":null,"References":null,"Cautions":null,"Subject":null,"Tenant":null}""");

        context.ReplyTo.Should().BeEmpty();
        context.References.Should().BeEmpty();
        context.Cautions.Should().BeEmpty();
        context.Subject.Should().BeEmpty();
        context.Tenant.Should().BeEmpty();
        context.Encrypt.Should().Be(EncryptAvailability.NotSigned, "zero is the least trusting value");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"MailboxAddress\":null}")]
    [InlineData("{\"MailboxAddress\":\"support@desk.example\",\"Version\":2}")]
    [InlineData("{\"MailboxAddress\":\"support@desk.example\",\"EncryptionCertificate\":\"?\"}")]
    [InlineData("{\"MailboxAddress\":\"support@desk.example\",\"Encrypt\":\"Perhaps\"}")]
    public void FromJson_AnythingElse_IsMisuse(string json) =>
        FluentActions.Invoking(() => ReplyContext.FromJson(json)).Should().Throw<ArgumentException>();
}
