namespace SmimeHelpdesk;

/// <summary>What an encrypted reply means for recipients that cannot be encrypted to.</summary>
public enum MixedRecipients
{
    /// <summary>The Encrypt box is greyed out as soon as one recipient cannot be encrypted to.</summary>
    Refuse = 0,

    /// <summary>
    /// The box is offered when any recipient can be encrypted to, with <see cref="SmimeCaution.RecipientsLeftOut"/> beside it. The reply
    /// goes to those alone; the others get nothing and are named in <see cref="ComposedReply.LeftOut"/>.
    /// </summary>
    Split = 1,
}
