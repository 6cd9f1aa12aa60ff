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
        SignAvailability sign = SigningRules.Evaluate(facts.Credentials, facts.At);
        EncryptAvailability encrypt = Encrypt(facts, recipients);
        return new ReplyAvailability
        {
            Sign = sign,
            Encrypt = encrypt,
            Recipients = recipients,
            Suggested = Suggest(facts, sign, encrypt),
            PlaintextNeedsConsent = facts.InboundWasEncrypted,
            Cautions = [.. Cautions(facts, recipients, encrypt).Distinct()],
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

        bool isSplit = facts.Policy.MixedRecipients is MixedRecipients.Split && recipients.Exists(CanBeEncryptedTo);
        return isSplit ? EncryptAvailability.Available : recipients.Find(recipient => !CanBeEncryptedTo(recipient))?.Encrypt ?? EncryptAvailability.Available;
    }

    private static ReplyProtection Suggest(AvailabilityFacts facts, SignAvailability sign, EncryptAvailability encrypt)
    {
        bool signs = sign is SignAvailability.Available && facts.Defaults.Sign;
        bool encrypts = encrypt is EncryptAvailability.Available && (facts.InboundWasEncrypted || facts.Defaults.Encrypt is EncryptDefault.WhenAvailable);
        return (signs ? ReplyProtection.Sign : ReplyProtection.None) | (encrypts ? ReplyProtection.Encrypt : ReplyProtection.None);
    }

    private static IEnumerable<SmimeCaution> Cautions(AvailabilityFacts facts, List<RecipientAvailability> recipients, EncryptAvailability encrypt)
    {
        IEnumerable<SmimeCaution> known = facts.InboundCautions.Concat(recipients.SelectMany(recipient => recipient.Cautions));
        if (encrypt is not EncryptAvailability.Available)
        {
            return known;
        }

        IEnumerable<SmimeCaution> leftOut = recipients.TrueForAll(CanBeEncryptedTo) ? [] : [SmimeCaution.RecipientsLeftOut];
        return known.Concat(leftOut).Concat(facts.HasOwnCopy ? [] : [SmimeCaution.NoOwnCopy]);
    }

    private static bool CanBeEncryptedTo(RecipientAvailability recipient) => recipient.Encrypt is EncryptAvailability.Available;
}
