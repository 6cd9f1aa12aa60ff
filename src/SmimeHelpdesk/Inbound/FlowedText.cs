using System.Text;

namespace SmimeHelpdesk.Inbound;

/// <summary>
/// Joins the lines of <c>format=flowed</c> text (RFC 3676 section 4): soft breaks are the sender's window, not the sender's words.
/// </summary>
internal static class FlowedText
{
    /// <param name="text">The text, its line breaks as <c>\n</c>.</param>
    /// <param name="deletesSpace">DelSp: the blank before a soft break is no part of the text, as where words are not separated by blanks.</param>
    public static string Unfold(string text, bool deletesSpace)
    {
        var output = new StringBuilder(text.Length);
        int openDepth = -1;
        bool isFirst = true;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            int depth = line.Length - line.TrimStart('>').Length;
            ReadOnlySpan<char> content = line[depth..];
            content = content.StartsWith(' ') ? content[1..] : content;

            // A change of quote depth, or a signature, ends a paragraph, whatever its last line says.
            bool isSignature = content.SequenceEqual("-- ");
            if (openDepth != depth || isSignature)
            {
                output.Append(isFirst ? string.Empty : "\n").Append('>', depth).Append(depth > 0 && !content.IsEmpty ? " " : string.Empty);
            }

            isFirst = false;
            bool isSoft = content.EndsWith(' ') && !isSignature;
            output.Append(isSoft && deletesSpace ? content[..^1] : content);
            openDepth = isSoft ? depth : -1;
        }

        return output.ToString();
    }
}
