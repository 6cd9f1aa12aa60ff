using SmimeHelpdesk.Inbound;

namespace SmimeHelpdesk.Tests.Inbound;

public sealed class TextBudgetTests
{
    private const int Largest = 4 << 20;

    [Fact]
    public void Fits_TextsTogether_AreNoLongerThanOneMayBe()
    {
        var budget = new TextBudget();

        budget.Fits(Largest).Should().BeTrue();
        budget.Fits(Largest + 1).Should().BeFalse();
        budget.Spend(Largest - 10);
        budget.Fits(10).Should().BeTrue();
        budget.Fits(11).Should().BeFalse();
    }

    [Fact]
    public void Flatten_TextsThatAreTooLongTogether_AreListedAsFiles()
    {
        string part = "--b\nContent-Type: text/plain\n\n" + new string('x', (Largest / 2) + 1) + "\n";

        MessageContent content = ContentFlattener.Flatten(Mail.Parse("Content-Type: multipart/mixed; boundary=b\n\n" + part + part + "--b--\n"), SmimeLimits.Default);

        content.TextBody.Should().HaveLength((Largest / 2) + 1);
        content.Attachments.Should().ContainSingle();
    }
}
