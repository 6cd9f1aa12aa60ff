using System.Globalization;
using ConsoleDemo.Commands;
using Spectre.Console;

namespace ConsoleDemo.Views;

internal static class ReplyView
{
    public static void Write(IAnsiConsole console, ReplyOutcome outcome)
    {
        console.Write(new Text(outcome.IsComposed ? "Composed" : "Not composed: what was asked is not available", new Style(outcome.IsComposed ? Color.Green : Color.Yellow)));
        console.WriteLine();
        var facts = new Facts().AddBoxes(outcome.Availability, CultureInfo.CurrentUICulture);
        foreach (WrittenMessage message in outcome.Messages)
        {
            facts.Add("written", $"{message.File}, to {string.Join(", ", message.To)}");
        }

        facts.WriteTo(console);
    }
}
