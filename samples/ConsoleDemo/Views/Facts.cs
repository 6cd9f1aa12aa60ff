using Spectre.Console;

namespace ConsoleDemo.Views;

/// <summary>Two columns, label and value; every value is foreign and is shown as plain text, never as markup.</summary>
internal sealed class Facts
{
    private static readonly Style Label = new(Color.Grey);
    private readonly Grid _grid = new Grid().AddColumn(new GridColumn().NoWrap().Padding(2, 0, 2, 0)).AddColumn();

    public Facts Add(string label, string? value, Style? style = null)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _grid.AddRow(new Text(label, Label), new Text(TerminalText.Lines(value), style));
        }

        return this;
    }

    public Facts Add(string label, IEnumerable<string> values, Style? style = null) => Add(label, string.Join("\n", values), style);

    public void WriteTo(IAnsiConsole console) => console.Write(_grid);
}
