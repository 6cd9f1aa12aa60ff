using System.Text;
using System.Text.Unicode;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>Turns an uploaded text file into characters: UTF-8, UTF-16 as Windows editors write it, else Windows-1252.</summary>
internal static class PasteDecoder
{
    public static ReadOnlyMemory<char> Decode(ReadOnlySpan<byte> file, SecretBuffers secrets)
    {
        (Encoding encoding, int mark) = Detect(file);
        ReadOnlySpan<byte> text = file[mark..];
        char[] characters = secrets.Characters(encoding.GetMaxCharCount(text.Length));
        return characters.AsMemory(0, encoding.GetChars(text, characters));
    }

    private static (Encoding Encoding, int Mark) Detect(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith<byte>([0xFF, 0xFE]))
        {
            return (Encoding.Unicode, 2);
        }

        if (file.StartsWith<byte>([0xFE, 0xFF]))
        {
            return (Encoding.BigEndianUnicode, 2);
        }

        // Without a mark: ASCII in 16 bits has a zero in every other octet.
        if (file.Length >= 4 && file[0] != 0 && file[1] == 0 && file[2] != 0 && file[3] == 0)
        {
            return (Encoding.Unicode, 0);
        }

        if (file.Length >= 4 && file[0] == 0 && file[1] != 0 && file[2] == 0 && file[3] != 0)
        {
            return (Encoding.BigEndianUnicode, 0);
        }

        return (Utf8.IsValid(file) ? Encoding.UTF8 : Encoding.Latin1, 0);
    }
}
