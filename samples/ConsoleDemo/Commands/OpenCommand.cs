using System.Globalization;
using ConsoleDemo.Cli;
using ConsoleDemo.Json;
using ConsoleDemo.Setup;
using ConsoleDemo.Views;

namespace ConsoleDemo.Commands;

/// <summary><c>open MESSAGE...</c></summary>
internal static class OpenCommand
{
    public static async Task<int> RunAsync(CommandLine line, DemoOutput output)
    {
        using Desk desk = Desk.Build(line);
        foreach (string file in InputFile.Messages(line.Files))
        {
            using FileStream message = InputFile.Open(file);
            using Ticket ticket = await desk.OpenAsync(message);
            if (line.Json)
            {
                await output.WriteJsonAsync(TicketJson.Create(file, ticket));
            }
            else
            {
                TicketView.Write(output.Text, file, ticket, CultureInfo.CurrentUICulture);
            }
        }

        return ExitCode.Success;
    }
}
