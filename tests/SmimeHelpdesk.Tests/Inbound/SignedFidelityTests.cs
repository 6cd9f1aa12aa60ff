using SmimeHelpdesk.Tests.Interop;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Inbound;

/// <summary>Odd but legal entities through the front door: what <c>openssl cms -verify</c> calls genuine is valid here too, and nothing that it refuses.</summary>
public sealed class SignedFidelityTests
{
    private static readonly Dictionary<string, string> Entities = new()
    {
        ["boundary with trailing blanks"] = "Content-Type: multipart/mixed; boundary=in\n\n--in  \n\nHello\n--in \t\n\nB\n--in--  \n",
        ["missing end boundary"] = "Content-Type: multipart/mixed; boundary=in\n\n--in\n\nHello\n",
        ["multipart without parts"] = "Content-Type: multipart/mixed; boundary=in\n\nHello, nothing here\n",
        ["header-only part"] = "Content-Type: multipart/mixed; boundary=in\n\n--in\nContent-Type: text/plain\n--in\n\nHello\n--in--\n",
        ["preamble and epilogue"] = "Content-Type: multipart/mixed; boundary=in\n\npre\n--in\n\nHello\n--in--\nepi\n--in\nlogue\n",
        ["no final line break"] = "Content-Type: text/plain\n\nHello",
        ["several final line breaks"] = "Content-Type: text/plain\n\nHello\n\n\n",
        ["blanks at line ends"] = "Content-Type: text/plain  \n\nHello  \n \n\t\n",
        ["header of one name twice"] = "Content-Type: text/plain\nX-A: 1\nX-A: 2\n\nHello\n",
    };

    public static TheoryData<string> Names => [.. Entities.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task OpenAsync_OddEntity_IsValidAsOpenSslSays(string name)
    {
        byte[] mail = SignedMail.Sign(Mail.Crlf(Entities[name]));

        await ExpectAsync(mail, genuine: true);
        await ExpectAsync(Altered(mail), genuine: false);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task OpenAsync_StoredWithLineFeeds_IsValidAsOpenSslSays(string name)
    {
        byte[] mail = SignedMail.BareLineFeeds(SignedMail.Sign(Mail.Crlf(Entities[name])));

        await ExpectAsync(mail, genuine: true);
        await ExpectAsync(Altered(mail), genuine: false);
    }

    private static byte[] Altered(byte[] mail)
    {
        byte[] altered = [.. mail];
        altered[mail.AsSpan().IndexOf("Hello"u8)]++;
        return altered;
    }

    private static async Task ExpectAsync(byte[] mail, bool genuine)
    {
        using OpenedMessage opened = await new Desk().OpenAsync(mail);
        using var openssl = new OpenSslCms();
        byte[]? verified = await openssl.VerifyAsync(mail, TestAuthority.Root, TestAuthority.Issuing);

        opened.Signature.Status.Should().Be(genuine ? SignatureStatus.Valid : SignatureStatus.Invalid);
        (verified is not null).Should().Be(genuine);
        opened.Content.TextBody.Contains("Hello", StringComparison.Ordinal).Should().Be(genuine);
    }
}
