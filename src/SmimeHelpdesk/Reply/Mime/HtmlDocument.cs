using System.Net;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>HTML bodies: always one complete document, so that nothing around it can become a part of it (RFC 8551 section 6).</summary>
internal static class HtmlDocument
{
    /// <summary>A fragment becomes a document; a document stays as it is.</summary>
    public static string Complete(string html)
    {
        bool isDocument = html.Contains("<html", StringComparison.OrdinalIgnoreCase) || html.Contains("<body", StringComparison.OrdinalIgnoreCase);
        return isDocument ? html : "<!DOCTYPE html>\r\n<html><head><meta charset=\"utf-8\"></head><body>\r\n" + html + "\r\n</body></html>";
    }

    /// <summary>Inserts the lines that programs without header protection show (RFC 9788 section 5.2.2).</summary>
    public static string WithLegacyDisplay(string document, IEnumerable<string> fields)
    {
        string line = "<div class=\"header-protection-legacy-display\">\r\n<pre>" + WebUtility.HtmlEncode(string.Join("\r\n", fields)) + "</pre>\r\n</div>";
        return document.Insert(StartOfBody(document), line);
    }

    private static int StartOfBody(string document)
    {
        foreach (string tag in new[] { "<body", "<html" })
        {
            int start = document.IndexOf(tag, StringComparison.OrdinalIgnoreCase);
            int end = start < 0 ? -1 : document.IndexOf('>', start);
            if (end >= 0)
            {
                return end + 1;
            }
        }

        return 0;
    }
}
