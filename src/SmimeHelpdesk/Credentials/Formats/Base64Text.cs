using System.Buffers;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>Base64 as it survives copying: any line length, quotes and quoting marks around lines, padding missing.</summary>
internal static class Base64Text
{
    private static readonly SearchValues<char> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
    private static readonly SearchValues<char> Ignored = SearchValues.Create(" \n\"'`,;>|*<:");

    /// <summary>Decodes; null when anything else is in the text, or nothing.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text, SecretBuffers secrets)
    {
        char[] digits = secrets.Characters(text.Length + 3);
        int length = 0;
        bool ended = false;
        foreach (char c in text)
        {
            if (Ignored.Contains(c))
            {
                continue;
            }

            ended |= c == '=';
            if (ended ? c != '=' : !Alphabet.Contains(c))
            {
                return null;
            }

            digits[length] = c;
            length += ended ? 0 : 1;
        }

        return Decode(digits, length, secrets);
    }

    /// <summary>
    /// Decodes as many blank-separated pieces as make up exactly one DER structure: for text whose end, or whose beginning, is not marked.
    /// </summary>
    /// <param name="text">The text; it begins with the structure.</param>
    /// <param name="secrets">Owns the buffers.</param>
    /// <param name="consumed">How far the structure reaches.</param>
    public static byte[]? DecodeExactly(ReadOnlySpan<char> text, SecretBuffers secrets, out int consumed)
    {
        consumed = 0;
        int first = 0;
        if (!TryPiece(text, ref first, out ReadOnlySpan<char> piece) || piece.Length < 8 || DigitsNeeded(piece) is not { } needed)
        {
            return null;
        }

        // Counted before anything is copied: text that only pretends to be a structure costs no memory.
        int length = piece.Length;
        consumed = first;
        while (length < needed && TryPiece(text, ref consumed, out piece))
        {
            length += piece.Length;
        }

        return length == needed ? Decode(text[..consumed], secrets) : null;
    }

    /// <summary>Moves past blanks and marks to the next piece of text.</summary>
    public static bool TryPiece(ReadOnlySpan<char> text, ref int offset, out ReadOnlySpan<char> piece)
    {
        piece = default;
        int start = text[offset..].IndexOfAnyExcept(Ignored);
        if (start < 0)
        {
            return false;
        }

        start += offset;
        int length = text[start..].IndexOfAny(Ignored);
        int end = length < 0 ? text.Length : start + length;
        offset = end;
        piece = text[start..end].TrimEnd('=');
        return !piece.ContainsAnyExcept(Alphabet);
    }

    // The first eight digits hold the tag and the length; what is not a sequence of a sane length is no structure of ours.
    private static int? DigitsNeeded(ReadOnlySpan<char> digits)
    {
        Span<byte> head = stackalloc byte[6];
        if (!Convert.TryFromBase64Chars(digits[..8], head, out _) || head[0] != 0x30)
        {
            return null;
        }

        int? octets = head[1] switch
        {
            < 0x80 => 2 + head[1],
            0x81 => 3 + head[2],
            0x82 => 4 + ((head[2] << 8) | head[3]),
            0x83 => 5 + ((head[2] << 16) | (head[3] << 8) | head[4]),
            _ => null,
        };
        return ((octets * 8) + 5) / 6;
    }

    private static byte[]? Decode(char[] digits, int length, SecretBuffers secrets)
    {
        if (length == 0 || length % 4 == 1)
        {
            return null;
        }

        int padded = (length + 3) / 4 * 4;
        digits.AsSpan(length, padded - length).Fill('=');
        byte[] octets = secrets.Octets(length * 6 / 8);
        return Convert.TryFromBase64Chars(digits.AsSpan(0, padded), octets, out int written) && written == octets.Length ? octets : null;
    }
}
