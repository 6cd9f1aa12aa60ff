using MimeKit;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>Makes a <c>text/calendar</c> part (RFC 6047 section 2.4).</summary>
internal static class CalendarPart
{
    private const int MaximumMethodLength = 32;

    /// <summary>Makes the part.</summary>
    /// <exception cref="ArgumentException">The method is none.</exception>
    public static TextPart Create(DraftCalendar calendar)
    {
        if (calendar.Method.Length is 0 or > MaximumMethodLength || !calendar.Method.All(c => char.IsAsciiLetterOrDigit(c) || c is '-'))
        {
            throw new ArgumentException("A calendar's method is a word such as REQUEST or REPLY.", nameof(calendar));
        }

        TextPart part = EncodedTextPart.Create("calendar", calendar.Content);
        part.ContentType.Parameters.Add("method", calendar.Method.ToUpperInvariant());
        return part;
    }
}
