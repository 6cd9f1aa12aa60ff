namespace SmimeHelpdesk.Diagnostics;

/// <summary>
/// The keys of the tags, below one namespace as OpenTelemetry's conventions ask, and the values that are no enum member's name. Each has
/// few values.
/// </summary>
internal static class TelemetryTags
{
    public const string Signature = "smimehelpdesk.signature.status";
    public const string Encryption = "smimehelpdesk.encryption.status";
    public const string Harvest = "smimehelpdesk.harvest.status";
    public const string Protection = "smimehelpdesk.reply.protection";
    public const string ReplyOutcome = "smimehelpdesk.reply.outcome";
    public const string Store = "smimehelpdesk.store.name";
    public const string FetchKind = "smimehelpdesk.revocation.fetch.kind";
    public const string FetchOutcome = "smimehelpdesk.revocation.fetch.outcome";
    public const string Owner = "smimehelpdesk.certificate.owner";

    /// <summary>OpenTelemetry's own key, with its value for whatever is not told apart.</summary>
    public const string ErrorType = "error.type";
    public const string OtherError = "_OTHER";

    public const string Failed = "failed";
    public const string Composed = "composed";
    public const string Refused = "refused";
    public const string Answered = "answered";

    public const string Credentials = "credentials";
    public const string Signers = "signers";
    public const string Anchors = "trust_anchors";
    public const string Audit = "audit";
}
