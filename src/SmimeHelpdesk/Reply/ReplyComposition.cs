using MimeKit;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Cms.Writing;
using SmimeHelpdesk.Reply.Mime;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Reply;

/// <summary>Composes the messages of one reply, exactly as asked: everything here either does what was ticked or throws.</summary>
internal sealed class ReplyComposition(ReplyDraft draft, ReplyContext context, ReplyPlan plan, ReplyProtection protection, SmimePolicy policy, DateTimeOffset at, ICollection<IDisposable> owned)
{
    private readonly IReadOnlyList<ReplyRecipient> _recipients = plan.Served(protection);

    private bool IsSigned => protection.HasFlag(ReplyProtection.Sign);

    private bool IsEncrypted => protection.HasFlag(ReplyProtection.Encrypt);

    public IReadOnlyList<OutgoingMessage> Compose()
    {
        ReplySender sender = ReplySender.Create(draft, plan.Mailbox);
        SubjectLines subject = SubjectLines.For(draft, context, IsEncrypted, policy);
        MessageFields fields = MessageFields.Create(draft, sender, _recipients, context, subject, IsEncrypted, at);
        DraftBody body = DraftBody.Create(draft, IsEncrypted ? fields.Legacy : []);
        owned.Add(body.Entity);
        Payload payload = protection is ReplyProtection.None ? Payload.Plain(body) : Payload.Protected(body, fields, protection);
        owned.Add(payload);

        // Base64 in lines makes about 1.37 of it.
        if (payload.Length * 8 / 11 > policy.Limits.MaximumMessageSize)
        {
            throw new ArgumentException("The attachments are larger than the policy's limit for a message.", nameof(draft));
        }

        ProtectedEntity? signed = IsSigned ? Sign(payload.Content) : null;
        Func<IReadOnlyList<ReplyRecipient>, MimeMessage> finish = IsEncrypted
            ? group => Encrypt(signed?.Whole ?? payload.Content, fields, group)
            : Unencrypted(fields, body, payload, signed);
        return [.. Groups().Select(group => new OutgoingMessage(Own(finish(group)), sender.ToMailbox(), [.. group.Select(recipient => recipient.ToMailbox())]))];
    }

    /// <summary>The mailbox's certificates and nothing else.</summary>
    public IReadOnlyList<OutgoingMessage> ComposeCertificates()
    {
        ReplySender sender = ReplySender.Create(draft, plan.Mailbox);
        SubjectLines subject = SubjectLines.For(draft, context, isEncrypted: false, policy);
        MessageFields fields = MessageFields.Create(draft, sender, _recipients, context, subject, isEncrypted: false, at);
        ByteSource certificates = Keep(CertificatesWriter.Write(plan.OfferedCertificates()));
        return [.. Groups().Select(group => new OutgoingMessage(
            Own(FinishedMessage.Opaque(fields, ProtectedEntity.CertificatesHeader, certificates)), sender.ToMailbox(), [.. group.Select(recipient => recipient.ToMailbox())]))];
    }

    // One body serves all messages.
    private Func<IReadOnlyList<ReplyRecipient>, MimeMessage> Unencrypted(MessageFields fields, DraftBody body, Payload payload, ProtectedEntity? signed)
    {
        ByteSource kept = Keep(signed?.Cms ?? signed?.Body ?? payload.Content);
        bool isFirst = true;
        return _ =>
        {
            bool ownsParts = isFirst;
            isFirst = false;
            return signed switch
            {
                null => FinishedMessage.Parse(fields, string.Empty, kept),
                { Cms: not null } => FinishedMessage.Opaque(fields, signed.Header, kept),
                _ when ownsParts => FinishedMessage.Signed(fields, signed, kept, body, payload),
                _ => FinishedMessage.Parse(fields, signed.Header + "\r\n", kept),
            };
        };
    }

    // To and Cc see each other and share one message, unless one's program reads less than another's: a weak one must not weaken the
    // rest (RFC 8551 section 2.7.1.2). A Bcc recipient must not be found in anybody's list of recipients, the encryption's included,
    // so each has a message of its own (RFC 9788 section 11.4).
    private IEnumerable<IReadOnlyList<ReplyRecipient>> Groups()
    {
        ILookup<bool, ReplyRecipient> all = _recipients.ToLookup(recipient => recipient.Field is RecipientField.Bcc);
        IEnumerable<IReadOnlyList<ReplyRecipient>> open = all[false].GroupBy(EncryptionFor).Select(group => (IReadOnlyList<ReplyRecipient>)[.. group]);
        return open.Concat(all[true].Select(recipient => (IReadOnlyList<ReplyRecipient>)[recipient]));
    }

    private ContentEncryption? EncryptionFor(ReplyRecipient recipient) =>
        IsEncrypted ? ContentEncryption.For(plan.RecipientKeys[recipient.Key].Capabilities) : null;

    private ProtectedEntity Sign(IContent payload)
    {
        SigningCredential signer = plan.Signer!;
        ParsedCertificate[] chain = [.. signer.Credential.Chain, .. plan.EncryptionCredential?.Chain ?? []];
        var identity = new SigningIdentity(signer.Credential.Certificate, signer.Key, chain, plan.EncryptionCredential?.Certificate);
        try
        {
            return policy.SignatureForm is SignatureForm.Opaque
                ? ProtectedEntity.SignOpaque(payload, identity, at)
                : ProtectedEntity.SignDetached(payload, identity, at);
        }
        catch (CmsFormatException)
        {
            throw new ReplyProtectionUnavailableException(protection, plan.Availability with { Sign = SignAvailability.KeyUnavailable });
        }
    }

    private MimeMessage Encrypt(IContent content, MessageFields fields, IReadOnlyList<ReplyRecipient> recipients)
    {
        RecipientKey[] keys = [.. recipients.Select(recipient => plan.RecipientKeys[recipient.Key])];
        ContentEncryption algorithm = ContentEncryption.For(keys[0].Capabilities);
        IEnumerable<RecipientKey> own = plan.OwnCopy is { } certificate ? [new RecipientKey(certificate, SmimeCapabilities.None)] : [];
        RecipientKey[] all = [.. keys.Concat(own).DistinctBy(key => key.Certificate.Sha256)];
        var spool = new Spool(policy.Spool, EnvelopedDataWriter.EstimateLength(content, all.Length), long.MaxValue);
        owned.Add(spool);
        try
        {
            using var output = new SpoolStream(spool);
            EnvelopedDataWriter.Write(output, content, algorithm, all, policy.Limits);
            return FinishedMessage.Opaque(fields, ProtectedEntity.EncryptedHeader(algorithm), spool.ToSource());
        }
        catch (CmsFormatException)
        {
            throw new ReplyProtectionUnavailableException(protection, plan.Availability with { Encrypt = EncryptAvailability.UnsupportedKey });
        }
    }

    private MimeMessage Own(MimeMessage message)
    {
        owned.Add(message);
        return message;
    }

    private ByteSource Keep(IContent content)
    {
        if ((content as ByteSource ?? (content as JoinedContent)?.AsSource()) is { } source)
        {
            return source;
        }

        Spool spool = Spool.Keep(content, policy.Spool);
        owned.Add(spool);
        return spool.ToSource();
    }
}
