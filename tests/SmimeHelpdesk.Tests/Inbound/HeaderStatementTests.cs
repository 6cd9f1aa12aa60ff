using System.Text;
using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;
using static SmimeHelpdesk.Tests.Inbound.ErrantMail;

namespace SmimeHelpdesk.Tests.Inbound;

/// <summary>RFC 9788, statement by statement, for a receiver.</summary>
public sealed class HeaderStatementTests
{
    private const string Inner =
        "From: Alice <alice@customer.example>\nTo: support@desk.example\nCc: bob@other.example\nReply-To: alice@home.example\nSubject: Secret\n" +
        "Date: Mon, 01 Jun 2026 12:00:00 +0000\nMessage-ID: <inner@x>\nIn-Reply-To: <before@x>\nReferences: <first@x> <before@x>\n";

    private const string Outer =
        "From: alice@customer.example\nTo: support@desk.example\nReply-To: evil@evil.example\nSubject: [...]\nDate: Tue, 02 Jun 2026 12:00:00 +0000\nMessage-ID: <outer@x>\nReferences: <stolen@x>\n";

    private static readonly string[] Evil =
        ["=?utf-8?q?a=0D=0AX-Ticket:_closed?=", "=?utf-8?q?a=E2=80=AEb?=", "=?utf-8?q?a=00b=1B[2Jc?=", "=?utf-8?q?a=E2=80=A8b?=", "a\u0007b", "=?utf-8?q?=EF=BB=BFa=C2=85?="];

    public static TheoryData<string> Verdicts =>
    [
        "Authentication-Results: desk.example; smime=pass; dkim=pass", "X-SMIME-Verified: yes", "X-Signature-Status: Valid", "X-Spam-SMIME: signed",
        "X-MS-Exchange-Organization-AuthAs: Internal", "X-Decrypted: true", "HP-Outer: Subject: fire", "hp: cipher", "X-SmimeHelpdesk-Summary: Signed by ceo@desk.example - valid",
    ];

    [Fact]
    public void Section43_EveryShownField_HasAStateOfItsOwn()
    {
        string exposed = "HP-Outer: From: Alice <alice@customer.example>\nHP-Outer: To: support@desk.example\nHP-Outer: Date: Mon, 01 Jun 2026 12:00:00 +0000\nHP-Outer: References: <first@x>\n";

        MessageHeaders signed = Read(exposed, "hp=\"cipher\"", isSigned: true, isEncrypted: true).Headers;
        MessageHeaders unsigned = Read(exposed, "hp=\"cipher\"", isSigned: false, isEncrypted: true).Headers;

        States(signed).Should().Equal(
            HeaderProtection.SignedOnly, HeaderProtection.SignedOnly, HeaderProtection.SignedAndEncrypted, HeaderProtection.SignedAndEncrypted, HeaderProtection.SignedAndEncrypted,
            HeaderProtection.SignedOnly, HeaderProtection.SignedAndEncrypted, HeaderProtection.SignedAndEncrypted, HeaderProtection.SignedAndEncrypted);
        States(unsigned).Should().Equal(
            HeaderProtection.Unprotected, HeaderProtection.Unprotected, HeaderProtection.EncryptedOnly, HeaderProtection.EncryptedOnly, HeaderProtection.EncryptedOnly,
            HeaderProtection.Unprotected, HeaderProtection.EncryptedOnly, HeaderProtection.EncryptedOnly, HeaderProtection.EncryptedOnly);
    }

    [Fact]
    public void Section43_WithoutProtectedHeader_EveryFieldIsUnprotected() =>
        States(Read(string.Empty, "x=y", isSigned: true, isEncrypted: true).Headers).Should().OnlyContain(state => state == HeaderProtection.Unprotected);

    [Fact]
    public void Section43_FieldThatIsAbsent_IsUnprotected()
    {
        MessageHeaders headers = ProtectedHeaders.Read(Mail.Parse(Outer), Mail.Parse("From: alice@customer.example\nContent-Type: text/plain; hp=\"cipher\"\n\nx"), true, true).Headers;

        headers.ReplyToProtection.Should().Be(HeaderProtection.Unprotected);
        headers.ReplyTo.Should().BeEmpty();
        headers.MessageId.Should().BeNull();
        headers.FromProtection.Should().Be(HeaderProtection.SignedAndEncrypted);
    }

    [Fact]
    public async Task Section48_ReplyAndThread_ComeFromTheProtectedHeaderAlone()
    {
        byte[] payload = Mail.Crlf(Inner + "HP-Outer: From: alice@customer.example\nHP-Outer: Subject: [...]\nContent-Type: text/plain; hp=\"cipher\"\n\nletter\n");

        using OpenedMessage opened = await OpenAsync([.. Mail.Crlf(Outer), .. Encrypted(Clear(payload))]);

        opened.Signature.Status.Should().Be(SignatureStatus.Valid);
        ReplyContext context = opened.ReplyContext;
        (context.From, context.MessageId).Should().Be(("alice@customer.example", "inner@x"));
        context.ReplyTo.Should().Equal("alice@home.example");
        context.References.Should().Equal("first@x", "before@x");
        context.SubjectIsConfidential.Should().BeTrue();
        context.ToJson().Should().NotContain("Secret").And.NotContain("stolen").And.NotContain("evil");
    }

    [Theory]
    [InlineData("hp=\"cipher\"")]
    [InlineData("hp=\"clear\"")]
    [InlineData("protected-headers=\"v1\"")]
    public async Task Section444_FromChangedOnTheWay_IsShownWithAWarningAndGetsNoReply(string mark)
    {
        byte[] payload = Mail.Crlf(Inner + $"Content-Type: text/plain; {mark}\n\nletter\n");

        using OpenedMessage opened = await OpenAsync([.. Mail.Crlf(Outer.Replace("From: alice@customer.example", "From: mallory@evil.example", StringComparison.Ordinal)), .. Encrypted(payload)]);

        opened.Headers.From.Should().Be("mallory@evil.example");
        opened.Headers.FromProtection.Should().Be(HeaderProtection.Unprotected);
        opened.Signature.Cautions.Should().Contain(SmimeCaution.FromMismatch);
        opened.ReplyContext.From.Should().Be("alice@customer.example");
        opened.ReplyContext.Cautions.Should().Contain(SmimeCaution.FromMismatch);
    }

    [Theory]
    [InlineData("From: alice@customer.example, mallory@evil.example\n")]
    [InlineData("From: alice@customer.example\nFrom: mallory@evil.example\n")]
    [InlineData("")]
    public void Section444_NoSingleAuthorInside_LeavesTheReplyToTheAgent(string from)
    {
        ProtectedHeaderResult result = ProtectedHeaders.Read(Mail.Parse(Outer), Mail.Parse(from + "Content-Type: text/plain; hp=\"cipher\"\n\nx"), true, true);

        result.ReplyFrom.Should().BeNull();
        result.Headers.From.Should().Be("alice@customer.example");
    }

    [Theory]
    [InlineData("alice@CUSTOMER.example", true)]
    [InlineData("Alice@customer.example", true)]
    [InlineData("alice@customer.example.evil.example", false)]
    public void Section445_Match_IgnoresTheCaseOfTheDomain(string outer, bool matches)
    {
        ProtectedHeaderResult result = ProtectedHeaders.Read(Mail.Parse($"From: {outer}\n\n"), Mail.Parse(Inner + "Content-Type: text/plain; hp=\"cipher\"\n\nx"), false, true);

        result.Headers.From.Should().Be(matches ? "alice@customer.example" : outer);
    }

    [Fact]
    public void Section445_Match_ComparesDomainsAsALabels()
    {
        ProtectedHeaderResult result = ProtectedHeaders.Read(
            Mail.Parse("From: alice@xn--bcher-kva.example\n\n"), Mail.Parse(Encoding.UTF8.GetBytes("From: alice@bücher.example\r\nContent-Type: text/plain; hp=\"cipher\"\r\n\r\nx")), false, true);

        EmailAddressesOf(result).Should().Be(("alice@bücher.example", "alice@bücher.example"));
    }

    [Theory]
    [InlineData("Subject: Secret\n", "Secret", "outer@x", "alice@customer.example")]
    [InlineData("Subject: Secret\nMessage-ID: <inner@x>\n", "Secret", "inner@x", "alice@customer.example")]
    public void DraftWithoutFrom_SpeaksForWhatItHoldsOnly(string fields, string subject, string messageId, string from)
    {
        ProtectedHeaderResult result = ProtectedHeaders.Read(Mail.Parse(Outer), Mail.Parse(fields + "Content-Type: text/plain; protected-headers=\"v1\"\n\nx"), true, true);

        (result.Headers.Subject, result.Headers.MessageId, result.Headers.From, result.ReplyFrom).Should().Be((subject, messageId, from, from));
        result.Headers.References.Should().Equal("stolen@x");
        result.Headers.SubjectProtection.Should().Be(HeaderProtection.SignedAndEncrypted);
        result.Headers.ReferencesProtection.Should().Be(HeaderProtection.Unprotected);
        result.SubjectIsConfidential.Should().BeTrue();
    }

    [Fact]
    public void DraftWithoutSubject_IsNotConfidential()
    {
        ProtectedHeaderResult result = ProtectedHeaders.Read(Mail.Parse(Outer), Mail.Parse("Content-Type: text/plain; protected-headers=\"v1\"\n\nx"), true, true);

        result.Headers.Subject.Should().Be("[...]");
        result.Headers.SubjectProtection.Should().Be(HeaderProtection.Unprotected);
        result.SubjectIsConfidential.Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(Verdicts))]
    public async Task Open_FieldThatClaimsAVerdict_ChangesNothing(string field)
    {
        using OpenedMessage plain = await OpenAsync(ForgedMail.Plain(ForgedMail.Entity));
        using OpenedMessage claimed = await OpenAsync([.. Mail.Crlf(field + "\n"), .. ForgedMail.Plain(ForgedMail.Entity)]);

        claimed.Signature.Should().BeEquivalentTo(plain.Signature);
        claimed.Encryption.Should().Be(plain.Encryption);
        claimed.Headers.Should().BeEquivalentTo(plain.Headers);
        claimed.Content.TextBody.Should().Be(plain.Content.TextBody);
        claimed.Summary.ToString(System.Globalization.CultureInfo.InvariantCulture).Should().Be(plain.Summary.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_HostileFields_ReachNoTicketField(bool isProtected)
    {
        foreach (string evil in Evil)
        {
            string fields = $"From: {evil} <alice@customer.example>\nTo: {evil} <support@desk.example>\nCc: \"{evil}\" <bob@other.example>\nReply-To: {evil} <a@b.example>\nSubject: {evil}\nMessage-ID: <{evil}@x>\nIn-Reply-To: <{evil}@x>\nReferences: <{evil}@x> <b@x>\n";
            byte[] entity = Mixed(Letter("x"), Mail.Crlf($"Content-Type: a/b; name=\"{evil}\"\nContent-ID: <{evil}>\n\nx\n"), Forwarded($"{evil} <alice@customer.example>\nSubject: {evil}", Opaque(Letter("y"))));
            byte[] mail = isProtected
                ? [.. Mail.Crlf("From: alice@customer.example\n"), .. Clear([.. Mail.Crlf(fields), .. Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(entity).Replace("boundary=mixed", "boundary=mixed; hp=clear", StringComparison.Ordinal))])]
                : [.. Mail.Crlf(fields), .. entity];

            using OpenedMessage opened = await OpenAsync(mail);

            opened.ErrantParts.Should().ContainSingle();
            IEnumerable<string?> texts = [.. Texts(opened.Headers), .. Texts(opened.ErrantParts[0].Headers!), .. opened.Content.Attachments.SelectMany(a => new[] { a.FileName, a.ContentType, a.ContentId }), opened.ReplyContext.Subject, opened.ReplyContext.From];
            texts.OfType<string>().Where(text => text.EnumerateRunes().Any(rune => Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.LineSeparator))
                .Should().BeEmpty();
        }
    }

    private static (string? From, string? Reply) EmailAddressesOf(ProtectedHeaderResult result) => (result.Headers.From, result.ReplyFrom);

    private static IEnumerable<string?> Texts(MessageHeaders headers) =>
        [headers.From, headers.FromDisplayName, headers.Subject, headers.MessageId, headers.InReplyTo, .. headers.To, .. headers.Cc, .. headers.ReplyTo, .. headers.References];

    private static HeaderProtection[] States(MessageHeaders headers) =>
    [
        headers.FromProtection, headers.ToProtection, headers.CcProtection, headers.ReplyToProtection, headers.SubjectProtection,
        headers.DateProtection, headers.MessageIdProtection, headers.InReplyToProtection, headers.ReferencesProtection,
    ];

    private static ProtectedHeaderResult Read(string exposed, string parameter, bool isSigned, bool isEncrypted) =>
        ProtectedHeaders.Read(Mail.Parse(Outer), Mail.Parse(Inner + exposed + $"Content-Type: text/plain; {parameter}\n\nx"), isSigned, isEncrypted);

    private static async Task<OpenedMessage> OpenAsync(byte[] mail)
    {
        Desk desk = await Desk.WithAsync(null, SharedIdentities.Desk());
        return await desk.OpenAsync(mail);
    }
}
