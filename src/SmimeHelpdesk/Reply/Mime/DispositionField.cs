using System.Globalization;
using System.Text;
using MimeKit;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>The Content-Disposition of an attachment whose name is not ASCII (RFC 2231): each piece of the name ends between two characters.</summary>
internal static class DispositionField
{
    private const string Charset = "utf-8''";

    // With the longest frame, " filename*99*=" and ";", a line stays within 76.
    private const int MaximumPiece = 60;

    /// <summary>Replaces the part's field.</summary>
    public static void Set(MimePart part, string fileName)
    {
        var value = new StringBuilder(" ").Append(part.ContentDisposition!.Disposition);
        List<string> pieces = Pieces(fileName);
        for (int i = 0; i < pieces.Count; i++)
        {
            string section = pieces.Count == 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"*{i}");
            value.Append(";\r\n filename").Append(section).Append("*=").Append(pieces[i]);
        }

        part.Headers[part.Headers.IndexOf(HeaderId.ContentDisposition)].SetRawValue(Encoding.ASCII.GetBytes(value.Append("\r\n").ToString()));
    }

    private static List<string> Pieces(string fileName)
    {
        var pieces = new List<string>();
        var piece = new StringBuilder(Charset);
        foreach (Rune rune in fileName.EnumerateRunes())
        {
            string encoded = Encode(rune);
            if (piece.Length + encoded.Length > MaximumPiece)
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }

            piece.Append(encoded);
        }

        pieces.Add(piece.ToString());
        return pieces;
    }

    private static string Encode(Rune rune)
    {
        if (rune.IsAscii && (Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '.' or '_'))
        {
            return rune.ToString();
        }

        Span<byte> octets = stackalloc byte[4];
        var encoded = new StringBuilder();
        foreach (byte octet in octets[..rune.EncodeToUtf8(octets)])
        {
            encoded.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
        }

        return encoded.ToString();
    }
}
