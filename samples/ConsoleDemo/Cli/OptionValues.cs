using System.Globalization;
using SmimeHelpdesk;

namespace ConsoleDemo.Cli;

/// <summary>Reads the values of options.</summary>
internal static class OptionValues
{
    private static readonly string[] InstantFormats =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static Mailbox Address(string value)
    {
        try
        {
            return new Mailbox(value);
        }
        catch (ArgumentException)
        {
            throw new UsageException($"'{value}' is not a mail address; write it like support@desk.example.");
        }
    }

    public static DateTimeOffset Instant(string value) =>
        DateTimeOffset.TryParseExact(value, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant)
            ? instant
            : throw new UsageException($"'{value}' is not an instant; write it like 2026-06-01T12:00:00Z.");
}
