using SmimeHelpdesk.Inbound;

namespace SmimeHelpdesk.Tests.Inbound;

public class ProtectedHeadersTests
{
    private const string Outer = "From: Alice <alice@a.example>\nTo: support@desk.example\nCc: outer@desk.example\nReply-To: evil@evil.example\nSubject: [...]\nMessage-ID: <outer@x>\nContent-Type: application/pkcs7-mime\n\nMIAG";
    private const string Fields = "From: Alice <alice@a.example>\nTo: support@desk.example\nSubject: Secret\nDate: Mon, 01 Jun 2026 12:00:00 +0000\nMessage-ID: <inner@x>\nIn-Reply-To: <before@x>\nReferences: <first@x> <before@x>\n";
    private const string Exposed = "HP-Outer: From: Alice <alice@a.example>\nHP-Outer: To: support@desk.example\nHP-Outer: Subject: [...]\n";
    private const string Cipher = Fields + Exposed + "Content-Type: text/plain; hp=\"cipher\"\n\nx";
    private const string Clear = Fields + "Content-Type: text/plain; hp=\"clear\"\n\nx";

    [Theory]
    [InlineData(Cipher, true, true, HeaderProtection.SignedAndEncrypted, HeaderProtection.SignedOnly)]
    [InlineData(Cipher, false, true, HeaderProtection.EncryptedOnly, HeaderProtection.Unprotected)]
    [InlineData(Cipher, true, false, HeaderProtection.SignedOnly, HeaderProtection.SignedOnly)]
    [InlineData(Cipher, false, false, HeaderProtection.Unprotected, HeaderProtection.Unprotected)]
    [InlineData(Clear, true, false, HeaderProtection.SignedOnly, HeaderProtection.SignedOnly)]
    [InlineData(Clear, true, true, HeaderProtection.SignedOnly, HeaderProtection.SignedOnly)]
    [InlineData(Clear, false, true, HeaderProtection.Unprotected, HeaderProtection.Unprotected)]
    public void Read_Rfc9788_StatesFollowTheTable(string payload, bool isSigned, bool isEncrypted, HeaderProtection subject, HeaderProtection from)
    {
        ProtectedHeaderResult result = Read(Outer, payload, isSigned, isEncrypted);

        result.HasProtectedHeader.Should().BeTrue();
        result.Headers.Subject.Should().Be("Secret");
        result.Headers.SubjectProtection.Should().Be(subject);
        result.Headers.FromProtection.Should().Be(from);
        result.SubjectIsConfidential.Should().Be(isEncrypted);
    }

    [Fact]
    public void Read_Protected_UsesNothingFromOutside()
    {
        MessageHeaders headers = Read(Outer, Cipher, true, true).Headers;

        headers.To.Should().Equal("support@desk.example");
        headers.Cc.Should().BeEmpty();
        headers.ReplyTo.Should().BeEmpty();
        headers.MessageId.Should().Be("inner@x");
        headers.InReplyTo.Should().Be("before@x");
        headers.References.Should().Equal("first@x", "before@x");
        headers.Date.Should().Be(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
        headers.FromDisplayName.Should().Be("Alice");
    }

    [Fact]
    public void Read_ExposedSubject_IsSignedOnlyAndNotConfidential()
    {
        string payload = Cipher.Replace("HP-Outer: Subject: [...]", "HP-Outer: Subject: Secret", StringComparison.Ordinal);

        ProtectedHeaderResult result = Read(Outer.Replace("[...]", "[list] Secret", StringComparison.Ordinal), payload, true, true);

        result.Headers.SubjectProtection.Should().Be(HeaderProtection.SignedOnly);
        result.SubjectIsConfidential.Should().BeFalse();
    }

    [Fact]
    public void Read_RemovedSubject_IsHidden()
    {
        string payload = Cipher.Replace("HP-Outer: Subject: [...]\n", string.Empty, StringComparison.Ordinal);

        Read(Outer, payload, true, true).Headers.SubjectProtection.Should().Be(HeaderProtection.SignedAndEncrypted);
    }

    [Theory]
    [InlineData("Content-Type: text/plain\n\nx")]
    [InlineData("Content-Type: text/plain; hp=\"yes\"\n\nx")]
    [InlineData("Content-Type: text/plain; hp-legacy-display=\"1\"\n\nx")]
    public void Read_PayloadWithoutMark_IsUnprotected(string rest)
    {
        ProtectedHeaderResult result = Read(Outer, Fields + Exposed + rest, true, true);

        result.HasProtectedHeader.Should().BeFalse();
        result.Headers.Subject.Should().Be("[...]");
        result.Headers.SubjectProtection.Should().Be(HeaderProtection.Unprotected);
        result.Headers.ReplyTo.Should().Equal("evil@evil.example");
        result.ProtectedFrom.Should().BeNull();
        result.SubjectIsConfidential.Should().BeFalse();
    }

    [Fact]
    public void Read_MarkBelowTheRoot_IsIgnored()
    {
        string payload = "Content-Type: multipart/mixed; boundary=b\n\n--b\n" + Cipher + "\n--b--\n";

        Read(Outer, payload, true, true).HasProtectedHeader.Should().BeFalse();
    }

    [Fact]
    public void Read_WithoutLayer_MarkIsIgnored()
    {
        ParsedEntity message = Mail.Parse(Cipher);

        ProtectedHeaderResult result = ProtectedHeaders.Read(message, message, true, true);

        result.HasProtectedHeader.Should().BeFalse();
        result.Headers.SubjectProtection.Should().Be(HeaderProtection.Unprotected);
    }

    [Theory]
    [InlineData(true, "mallory@evil.example", HeaderProtection.SignedAndEncrypted)]
    [InlineData(false, "alice@a.example", HeaderProtection.Unprotected)]
    public void Read_OtherAuthorInside_CountsOnlyWithASignature(bool isSigned, string from, HeaderProtection protection)
    {
        string payload = Cipher.Replace("From: Alice <alice@a.example>\nTo", "From: <mallory@evil.example>\nTo", StringComparison.Ordinal);

        ProtectedHeaderResult result = Read(Outer, payload, isSigned, true);

        result.Headers.From.Should().Be(from);
        result.Headers.FromProtection.Should().Be(protection);
        result.OuterFrom.Should().Be("alice@a.example");
        result.ProtectedFrom.Should().Be("mallory@evil.example");
    }

    [Theory]
    [InlineData("From: Alice <alice@a.example>\nFrom: mallory@evil.example\nTo")]
    [InlineData("From: alice@a.example, mallory@evil.example\nTo")]
    [InlineData("To")]
    public void Read_NoSingleAuthorInside_ShowsTheOuterOneUnprotected(string inner)
    {
        ProtectedHeaderResult result = Read(Outer, Cipher.Replace("From: Alice <alice@a.example>\nTo", inner, StringComparison.Ordinal), true, true);

        result.ProtectedFrom.Should().BeNull();
        result.Headers.From.Should().Be("alice@a.example");
        result.Headers.FromProtection.Should().Be(HeaderProtection.Unprotected);
    }

    [Fact]
    public void Read_SeveralOuterAuthors_IsAmbiguous()
    {
        ProtectedHeaderResult result = Read("From: mallory@evil.example\n" + Outer, "Content-Type: text/plain\n\nx", true, true);

        result.FromIsAmbiguous.Should().BeTrue();
        result.OuterFrom.Should().BeNull();
        result.Headers.From.Should().BeNull();
    }

    [Theory]
    [InlineData("[...]", true, HeaderProtection.SignedAndEncrypted)]
    [InlineData("Secret", false, HeaderProtection.SignedOnly)]
    public void Read_DraftScheme_ComparesWithTheOuterHeader(string outerSubject, bool isConfidential, HeaderProtection protection)
    {
        string payload = Fields + "Content-Type: text/plain; protected-headers=\"v1\"\n\nx";

        ProtectedHeaderResult result = Read(Outer.Replace("[...]", outerSubject, StringComparison.Ordinal), payload, true, true);

        result.Headers.Subject.Should().Be("Secret");
        result.Headers.SubjectProtection.Should().Be(protection);
        result.SubjectIsConfidential.Should().Be(isConfidential);
    }

    [Theory]
    [InlineData("message/rfc822", "alice@a.example", true)]
    [InlineData("message/rfc822; forwarded=no", "alice@a.example", true)]
    [InlineData("message/rfc822; forwarded=no", "carol@c.example", true)]
    [InlineData("message/rfc822; forwarded=yes", "alice@a.example", false)]
    [InlineData("message/rfc822", "carol@c.example", false)]
    [InlineData("text/plain", "alice@a.example", false)]
    public void UnwrapRfc8551_WrappedMessage_IsToldFromAForwardedOne(string type, string author, bool isWrapped)
    {
        ParsedEntity message = Mail.Parse(Outer);
        ParsedEntity payload = Mail.Parse($"Content-Type: {type}\n\nFrom: {author}\nSubject: Secret\nContent-Type: text/plain\n\nletter");

        ParsedEntity content = ProtectedHeaders.UnwrapRfc8551(message, payload, SmimeLimits.Default);
        ProtectedHeaderResult result = ProtectedHeaders.Read(message, payload, true, true);

        ReferenceEquals(content, payload).Should().Be(!isWrapped);
        result.HasProtectedHeader.Should().Be(isWrapped);
        result.Headers.Subject.Should().Be(isWrapped ? "Secret" : "[...]");
        ContentFlattener.Flatten(content, SmimeLimits.Default).TextBody.Should().Be(isWrapped ? "letter" : type == "text/plain" ? "From: " + author + "\nSubject: Secret\nContent-Type: text/plain\n\nletter" : string.Empty);
    }

    [Theory]
    [InlineData("Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=b")]
    [InlineData("Content-Type: application/pkcs7-mime; smime-type=enveloped-data")]
    [InlineData("Content-Type: text/plain; hp=\"cipher\"")]
    public void UnwrapRfc8551_LayerOrProtectedWithin_StaysWrapped(string type)
    {
        ParsedEntity message = Mail.Parse(Outer);
        ParsedEntity payload = Mail.Parse($"Content-Type: message/rfc822\n\nFrom: alice@a.example\n{type}\n\nx");

        ProtectedHeaders.UnwrapRfc8551(message, payload, SmimeLimits.Default).Should().BeSameAs(payload);
    }

    [Fact]
    public void UnwrapRfc8551_PastALimit_StaysWrapped()
    {
        ParsedEntity message = Mail.Parse(Outer);
        ParsedEntity payload = Mail.Parse("Content-Type: message/rfc822\n\nFrom: alice@a.example\nContent-Type: multipart/mixed; boundary=b\n\n" + string.Concat(Enumerable.Repeat("--b\n\nx\n", 5)));

        ProtectedHeaders.UnwrapRfc8551(message, payload, SmimeLimits.Default with { MaximumParts = 3 }).Should().BeSameAs(payload);
    }

    private static ProtectedHeaderResult Read(string outer, string payload, bool isSigned, bool isEncrypted) =>
        ProtectedHeaders.Read(Mail.Parse(outer), Mail.Parse(payload), isSigned, isEncrypted);
}
