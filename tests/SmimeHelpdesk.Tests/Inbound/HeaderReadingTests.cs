using SmimeHelpdesk.Inbound;

namespace SmimeHelpdesk.Tests.Inbound;

public sealed class HeaderReadingTests
{
    private static readonly ParsedEntity Message = Mail.Parse("From: alice@a.example\nSubject: [...]\nTo: desk@b.example\nContent-Type: application/pkcs7-mime\n\nx");

    [Fact]
    public void Result_SubjectThatWasHidden_IsConfidential()
    {
        ProtectedHeaderResult result = Read("hp=\"cipher\"", "HP-Outer: From: alice@a.example\nHP-Outer: Subject: [...]\nHP-Outer: To: desk@b.example\n");

        result.ConfidentialFields.Should().Equal("Subject");
        (result.SubjectIsConfidential, result.HasProtectedHeader, result.Headers.Subject).Should().Be((true, true, "secret"));
    }

    [Fact]
    public void Result_NothingHiddenOrNothingProtected_IsNotConfidential()
    {
        Read("hp=\"clear\"", string.Empty, isEncrypted: false).ConfidentialFields.Should().BeEmpty();
        ProtectedHeaderResult plain = new HeaderReading(Message, Message, true).Result(false);
        plain.ConfidentialFields.Should().BeEmpty();
        (plain.HasProtectedHeader, plain.Headers.Subject).Should().Be((false, "[...]"));
    }

    private static ProtectedHeaderResult Read(string parameter, string records, bool isEncrypted = true)
    {
        ParsedEntity payload = Mail.Parse($"From: alice@a.example\nSubject: secret\nTo: desk@b.example\n{records}Content-Type: text/plain; {parameter}\n\nx");
        return new HeaderReading(Message, payload, isEncrypted).Result(true);
    }
}
