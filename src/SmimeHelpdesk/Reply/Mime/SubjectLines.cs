namespace SmimeHelpdesk.Reply.Mime;

/// <summary>The Subject inside and outside of the protection.</summary>
/// <param name="Inner">What the recipient's program shows.</param>
/// <param name="Outer">What anybody on the way can read.</param>
internal sealed record SubjectLines(string Inner, string Outer)
{
    /// <summary>RFC 9788 section 3.2.1.</summary>
    private const string Obscured = "[...]";
    private static readonly string[] ReplyPrefixes = ["re:", "aw:"];

    public bool IsHidden => Inner != Outer;

    public static SubjectLines For(ReplyDraft draft, ReplyContext context, bool isEncrypted, SmimePolicy policy)
    {
        string? chosen = draft.Subject is { } subject ? CleanText.RequireLine(subject) : null;
        string? shown = draft.PublicSubject is { } open ? CleanText.RequireLine(open) : null;
        if (isEncrypted)
        {
            string inner = chosen ?? ReplyTo(context);
            bool hide = policy.HideSubject || context.SubjectIsConfidential || shown is not null;
            return new SubjectLines(inner, hide ? shown ?? Obscured : inner);
        }

        // The inbound Subject was readable only after decryption. Whatever the dialog was filled with, an open reply must not show
        // it (RFC 9788 section 6.1); what may be shown is what was named as public.
        string outer = context.SubjectIsConfidential ? shown ?? "Re: " + Obscured : chosen ?? ReplyTo(context);
        return new SubjectLines(outer, outer);
    }

    private static string ReplyTo(ReplyContext context)
    {
        if (context.IsNewMail)
        {
            return string.Empty;
        }

        string inbound = context.SubjectIsConfidential ? Obscured : CleanText.Line(context.Subject);
        bool isReply = ReplyPrefixes.Any(prefix => inbound.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
        return isReply ? inbound : ("Re: " + inbound).TrimEnd();
    }
}
