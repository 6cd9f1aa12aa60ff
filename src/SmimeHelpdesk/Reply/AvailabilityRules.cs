namespace SmimeHelpdesk.Reply;

/// <summary>
/// The rule of the two check boxes, as one pure function. Sign: the mailbox has a credential that signs now. Encrypt: this very
/// message carried a signature whose certificate can be used, and every further recipient has a certificate too.
/// </summary>
internal static class AvailabilityRules
{
    public static ReplyAvailability Evaluate(AvailabilityFacts facts)
    {
        List<RecipientAvailability> recipients = [.. facts.Recipients.Select(recipient => RecipientChoice.Evaluate(recipient, facts))];
        return new ReplyAvailability
        {
            Sign = SigningRules.Evaluate(facts.Credentials, facts.At),
            Encrypt = Encrypt(facts, recipients),
            Recipients = recipients,
            Cautions = [.. facts.InboundCautions.Concat(recipients.SelectMany(recipient => recipient.Cautions)).Distinct()],
        };
    }

    private static EncryptAvailability Encrypt(AvailabilityFacts facts, List<RecipientAvailability> recipients)
    {
        if (recipients.Count == 0)
        {
            return EncryptAvailability.NoRecipient;
        }

        // Whoever the reply goes to, the box belongs to the message that is replied to, unless the policy looks beyond it.
        if (facts.Inbound is not EncryptAvailability.Available && !facts.Policy.EncryptFromCache)
        {
            return facts.Inbound;
        }

        return recipients.Find(recipient => recipient.Encrypt is not EncryptAvailability.Available)?.Encrypt ?? EncryptAvailability.Available;
    }
}
