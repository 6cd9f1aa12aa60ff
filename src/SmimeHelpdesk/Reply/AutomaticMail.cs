namespace SmimeHelpdesk.Reply;

/// <summary>Mail that no agent reads before it goes.</summary>
internal static class AutomaticMail
{
    /// <summary>What protects it: whatever is possible for every recipient, and all that the policy requires.</summary>
    public static ReplyProtection Protection(ReplyAvailability can, SmimePolicy policy)
    {
        // Leaving recipients out is a thing that an agent is told of; here nobody would be.
        bool encrypts = can.CanEncrypt && can.Recipients.All(recipient => recipient.Encrypt is EncryptAvailability.Available);
        ReplyProtection possible = (can.CanSign ? ReplyProtection.Sign : ReplyProtection.None) | (encrypts ? ReplyProtection.Encrypt : ReplyProtection.None);
        return possible | policy.AutomaticMailRequires;
    }

    /// <summary>The draft with the marks that keep automatic programs from answering each other (RFC 3834 section 5).</summary>
    public static ReplyDraft Mark(ReplyDraft draft, ReplyContext context)
    {
        var fields = new Dictionary<string, string>(draft.HeaderFields, StringComparer.OrdinalIgnoreCase);
        fields.TryAdd("Auto-Submitted", context.IsNewMail ? "auto-generated" : "auto-replied");
        fields.TryAdd("X-Auto-Response-Suppress", "All");
        return draft with { HeaderFields = fields };
    }
}
