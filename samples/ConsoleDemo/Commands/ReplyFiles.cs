using System.Globalization;
using ConsoleDemo.Cli;
using ConsoleDemo.Setup;
using SmimeHelpdesk;

namespace ConsoleDemo.Commands;

/// <summary>Writes composed messages: FILE, then FILE.1.eml and so on, each as it would travel.</summary>
internal static class ReplyFiles
{
    public static IReadOnlyList<WrittenMessage> Write(string file, IReadOnlyList<OutgoingMessage> messages) =>
        [.. messages.Select((message, index) => Write(message, index == 0 ? file : string.Create(CultureInfo.InvariantCulture, $"{file}.{index}.eml")))];

    private static WrittenMessage Write(OutgoingMessage message, string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Create, FileAccess.Write);
            stream.Write(WireForm.Of(message.Message));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{file}' cannot be written; check the folder and the permissions.");
        }

        return new WrittenMessage(file, [.. message.Recipients.Select(recipient => recipient.Address)]);
    }
}
