using System.Globalization;
using ConsoleDemo.Setup;
using ConsoleDemo.Views;
using Spectre.Console;

namespace ConsoleDemo.Story;

/// <summary>Tells what happens, and keeps count of what did not hold.</summary>
internal sealed class Narrator(IAnsiConsole console)
{
    private readonly List<string> _failures = [];

    public IReadOnlyList<string> Failures => _failures;

    public void Chapter(string title)
    {
        console.WriteLine();
        console.Write(new Text(title, new Style(decoration: Decoration.Bold)));
        console.WriteLine();
    }

    public void Show(string title, Ticket ticket) => TicketView.Write(console, title, ticket, CultureInfo.InvariantCulture);

    /// <summary>States something that must hold.</summary>
    public void Check(string statement, bool holds)
    {
        if (!holds)
        {
            _failures.Add(statement);
        }

        console.Write(new Text((holds ? "  ✓ " : "  ✗ ") + TerminalText.OneLine(statement), new Style(holds ? Color.Green : Color.Red)));
        console.WriteLine();
    }

    public int End()
    {
        console.WriteLine();
        console.Write(new Text(_failures.Count == 0
            ? "Every step checked out."
            : "Did not hold: " + string.Join("; ", _failures)));
        console.WriteLine();
        return _failures.Count == 0 ? ExitCode.Success : ExitCode.Refused;
    }
}
