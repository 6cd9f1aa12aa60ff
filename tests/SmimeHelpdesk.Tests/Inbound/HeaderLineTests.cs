using System.Text;
using SmimeHelpdesk.Inbound;

namespace SmimeHelpdesk.Tests.Inbound;

public sealed class HeaderLineTests
{
    [Theory]
    [InlineData("", "Blank")]
    [InlineData("Subject: fire", "Field")]
    [InlineData("Subject : fire", "Field")]
    [InlineData("Subject\t: fire", "Field")]
    [InlineData("S:", "Field")]
    [InlineData("!~: x", "Field")]
    [InlineData(" folded", "Continuation")]
    [InlineData("\tfolded", "Continuation")]
    [InlineData("From alice@customer.example Mon Jun 1", "Separator")]
    [InlineData(">From alice@customer.example Mon Jun 1", "Separator")]
    [InlineData("From : alice@customer.example", "Field")]
    [InlineData("From  : alice@customer.example", "Field")]
    [InlineData("From: alice@customer.example", "Field")]
    [InlineData(": fire", "Other")]
    [InlineData("no field at all", "Other")]
    [InlineData("two words: fire", "Other")]
    [InlineData("S\u007Fubject: fire", "Other")]
    [InlineData("Größe: 1", "Other")]
    public void Classify_Line_IsItsKind(string line, string kind) => HeaderLine.Classify(Encoding.Latin1.GetBytes(line)).ToString().Should().Be(kind);

    [Theory]
    [InlineData("Subject: a: b", "Subject")]
    [InlineData("Subject \t: a", "Subject")]
    [InlineData(" : a", "")]
    public void Name_Line_IsWhatStandsBeforeTheColon(string line, string name) =>
        Encoding.Latin1.GetString(HeaderLine.Name(Encoding.Latin1.GetBytes(line))).Should().Be(name);
}
