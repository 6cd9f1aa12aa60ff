using MimeKit;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Cms.Writing;
using SmimeHelpdesk.Reply.Mime;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Reply;

/// <summary>Composes the messages of one reply, exactly as asked: everything here either does what was ticked or throws.</summary>
internal sealed class ReplyComposition(ReplyDraft draft, ReplyContext context, ReplyPlan plan, ReplyProtection protection, SmimePolicy policy, DateTimeOffset at)
{
    private bool IsSigned => protection.HasFlag(ReplyProtection.Sign);

    private bool IsEncrypted => protection.HasFlag(ReplyProtection.Encrypt);

    public IReadOnlyList<OutgoingMessage> Compose()
    {
        if (draft.Attachments.Sum(attachment => (long)attachment.Content.Length) > policy.Limits.MaximumMessageSize)
        {
            throw new ArgumentException("The attachments are larger than the policy's limit for a message.", nameof(draft));
        }

        ReplySender sender = ReplySender.Create(draft, plan.Mailbox);
        SubjectLines subject = SubjectLines.For(draft, context, IsEncrypted, policy);
        MessageFields fields = MessageFields.Create(sender, plan.Recipients, context, subject, MessageIdentifiers.Create(plan.Mailbox), at);
        MimeEntity body = DraftBody.Create(draft, IsEncrypted && subject.IsHidden ? subject.Inner : null);
        ByteSource entity = protection is ReplyProtection.None ? Payload.Plain(body) : Payload.Protected(body, fields, IsEncrypted);
        entity = IsSigned ? Sign(entity) : entity;
        return [.. Groups().Select(group => Finish(entity, fields, sender, group))];
    }

    // To and Cc see each other and share one message. A Bcc recipient must not be found in anybody's list of recipients, the
    // encryption's included, so each has a message of its own (RFC 9788 section 11.4).
    private IEnumerable<IReadOnlyList<ReplyRecipient>> Groups()
    {
        ReplyRecipient[] open = [.. plan.Recipients.Where(recipient => recipient.Field is not RecipientField.Bcc)];
        IEnumerable<IReadOnlyList<ReplyRecipient>> hidden = plan.Recipients.Where(recipient => recipient.Field is RecipientField.Bcc).Select(recipient => (IReadOnlyList<ReplyRecipient>)[recipient]);
        return open.Length > 0 ? hidden.Prepend(open) : hidden;
    }

    private OutgoingMessage Finish(ByteSource entity, MessageFields fields, ReplySender sender, IReadOnlyList<ReplyRecipient> recipients)
    {
        // Base64 in lines makes about 1.37 of it.
        MimeMessage message = IsEncrypted
            ? FinishedMessage.Create(fields, entity.Length * 11 / 8, output => Encrypt(output, entity, recipients))
            : FinishedMessage.Create(fields, entity.Length, entity.CopyTo);
        return new OutgoingMessage(message, sender.ToMailbox(), [.. recipients.Select(recipient => recipient.ToMailbox())]);
    }

    private ByteSource Sign(ByteSource payload)
    {
        SigningCredential signer = plan.Signer!;
        var identity = new SigningIdentity(signer.Credential.Certificate, signer.Key, signer.Credential.Chain, plan.EncryptionCertificate);
        try
        {
            return policy.SignatureForm is SignatureForm.Opaque
                ? Payload.Buffer(output => ProtectedEntity.SignOpaque(output, payload, identity, at))
                : Payload.Buffer(output => ProtectedEntity.SignDetached(output, payload, identity, at));
        }
        catch (CmsFormatException)
        {
            throw new ReplyProtectionUnavailableException(protection, plan.Availability with { Sign = SignAvailability.KeyUnavailable });
        }
    }

    private void Encrypt(Stream output, ByteSource payload, IReadOnlyList<ReplyRecipient> recipients)
    {
        RecipientKey[] keys = [.. recipients.Select(recipient => plan.RecipientKeys[recipient.Key])];
        ContentEncryption algorithm = ContentEncryption.Choose([.. keys.Select(key => key.Capabilities)]);
        IEnumerable<RecipientKey> own = plan.OwnCopy is { } certificate ? [new RecipientKey(certificate, SmimeCapabilities.None)] : [];
        try
        {
            ProtectedEntity.Encrypt(output, payload, algorithm, [.. keys.Concat(own).DistinctBy(key => key.Certificate.Sha256)], policy.Limits);
        }
        catch (CmsFormatException)
        {
            throw new ReplyProtectionUnavailableException(protection, plan.Availability with { Encrypt = EncryptAvailability.UnsupportedKey });
        }
    }
}
