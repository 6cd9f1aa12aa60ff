using ConsoleDemo.Cli;
using ConsoleDemo.Json;
using ConsoleDemo.Setup;
using ConsoleDemo.Views;
using SmimeHelpdesk;

namespace ConsoleDemo.Commands;

/// <summary><c>reply MESSAGE</c></summary>
internal static class ReplyCommand
{
    public static async Task<int> RunAsync(CommandLine line, DemoOutput output)
    {
        ReplyOutcome outcome = await ComposeAsync(line);
        if (line.Json)
        {
            await output.WriteJsonAsync(ReplyJson.Create(outcome));
        }
        else
        {
            ReplyView.Write(output.Text, outcome);
        }

        return outcome.IsComposed ? ExitCode.Success : ExitCode.Refused;
    }

    private static async Task<ReplyOutcome> ComposeAsync(CommandLine line)
    {
        using Desk desk = Desk.Build(line);
        using FileStream message = InputFile.Open(line.Files[0]);
        using Ticket ticket = await desk.OpenAsync(message);
        try
        {
            ComposedReply reply = await desk.Composer.ComposeAsync(
                ReplyDrafts.Create(line.Reply), ticket.Message.ReplyContext, line.Reply.Protection, CancellationToken.None);
            return new ReplyOutcome(true, reply.Availability, ReplyFiles.Write(line.Reply.Out, reply.Messages));
        }
        catch (ReplyProtectionUnavailableException exception)
        {
            return new ReplyOutcome(false, exception.Availability, []);
        }
        catch (PlaintextReplyRefusedException exception)
        {
            return new ReplyOutcome(false, exception.Availability, []);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException("The reply cannot be written like this: " + exception.Message);
        }
    }
}
