using System.Globalization;
using System.Text;
using MimeKit;

namespace SmimeHelpdesk.Inbound;

/// <summary>Makes file names that a host may write to a disk: one component, no trick, never empty, each once.</summary>
internal sealed class AttachmentName
{
    // The longest component that common file systems take, in UTF-8 bytes.
    private const int MaximumLength = 255;
    private const int MaximumExtensionLength = 32;
    private const string Reserved = "<>:\"|?*";

    private static readonly string[] Devices =
    [
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "COM\u00B9", "COM\u00B2", "COM\u00B3", "LPT\u00B9", "LPT\u00B2", "LPT\u00B3",
        .. Enumerable.Range(0, 10).SelectMany(i => new[] { "COM" + i.ToString(CultureInfo.InvariantCulture), "LPT" + i.ToString(CultureInfo.InvariantCulture) }),
    ];

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);
    private int _generated;

    /// <summary>A name from what the sender wrote; made up from the media type where nothing of that is left.</summary>
    public string Next(string? written, string contentType)
    {
        string name = Clean(written);
        if (name.Length == 0)
        {
            name = Generate(contentType);
        }

        (string stem, string extension) = Split(name);
        string unique = name;
        for (int i = 2; !_taken.Add(unique); i++)
        {
            string suffix = string.Create(CultureInfo.InvariantCulture, $" ({i})");
            unique = Shorten(stem, MaximumLength - suffix.Length - Encoding.UTF8.GetByteCount(extension)) + suffix + extension;
        }

        return unique;
    }

    private string Generate(string contentType)
    {
        string extension = contentType switch
        {
            "text/calendar" => ".ics",
            "message/rfc822" or "message/global" => ".eml",
            "application/pkcs7-mime" or "application/x-pkcs7-mime" => ".p7m",
            _ => MimeTypes.TryGetExtension(contentType, out string? known) ? Clean("x" + known)[1..] : ".bin",
        };
        return string.Create(CultureInfo.InvariantCulture, $"attachment-{++_generated}{extension}");
    }

    private static string Clean(string? written)
    {
        string name = HeaderText.Clean(written, int.MaxValue);
        name = name[(name.AsSpan().LastIndexOfAny("/\\") + 1)..];
        var clean = new StringBuilder(name.Length);
        foreach (char c in name)
        {
            clean.Append(Reserved.Contains(c, StringComparison.Ordinal) ? '_' : c);
        }

        // Leading dots hide a file or climb a folder; Windows drops trailing dots and blanks, and so would change the extension.
        name = clean.ToString().Trim(' ', '.');
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        string stem = (dot < 0 ? name : name[..dot]).TrimEnd();
        name = Devices.Contains(stem, StringComparer.OrdinalIgnoreCase) ? "_" + name : name;
        (stem, string extension) = Split(name);
        return (Shorten(stem, MaximumLength - Encoding.UTF8.GetByteCount(extension)).TrimEnd() + extension).TrimEnd(' ', '.');
    }

    private static (string Stem, string Extension) Split(string name)
    {
        int dot = name.LastIndexOf('.');
        return dot > 0 && name.Length - dot <= MaximumExtensionLength ? (name[..dot], name[dot..]) : (name, string.Empty);
    }

    private static string Shorten(string text, int bytes)
    {
        int length = 0;
        int used = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            used += rune.Utf8SequenceLength;
            if (used > bytes)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }
}
