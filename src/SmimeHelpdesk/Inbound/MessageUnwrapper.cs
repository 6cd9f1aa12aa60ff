using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Credentials;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Inbound;

/// <summary>
/// Parses one message and takes its layers off, and afterwards those of the parts in it, within one budget of octets. The parts share one
/// allowance of key attempts: a mail can hold a thousand ciphertexts for its mailbox.
/// </summary>
internal sealed class MessageUnwrapper(
    MailboxCredentialManager credentials, SmimePolicy policy, CertificateMemo certificates, Mailbox mailbox, OwnedResources owned)
{
    private readonly KeyAttemptBudget _partAttempts = new(policy.Limits.MaximumKeyAttempts);
    private LayerBudget _budget = new(0, policy.Limits);
    private readonly Dictionary<string, bool> _keyUses = [];
    private IReadOnlyList<UsableCredential>? _usable;

    /// <summary>The credentials whose keys were tried, by thumbprint, and whether any of it could be decrypted with each.</summary>
    public IReadOnlyDictionary<string, bool> KeyUses => _keyUses;

    /// <summary>Unwraps the message itself. Never throws because of its content.</summary>
    public async Task<UnwrappedMessage> UnwrapAsync(ByteSource raw, bool isComplete, CancellationToken cancellationToken)
    {
        try
        {
            ParsedEntity message = RawMime.Parse(raw, policy.Limits);
            owned.Add(message);
            if (!isComplete)
            {
                return UnreadableLayer.PastLimit(message);
            }

            _budget = new LayerBudget(message.Raw.Length, policy.Limits);
            return LayerKinds.Of(message) is LayerKind.None
                ? new UnwrappedMessage(message, message, [])
                : await WalkAsync(message, PartNumber.Message, null, cancellationToken).ConfigureAwait(false);
        }
        catch (LimitExceededException)
        {
            return UnreadableLayer.PastLimit(RawMime.HeaderOnly(raw));
        }
    }

    /// <summary>Unwraps a part, or a message that is one.</summary>
    public async Task<UnwrappedMessage> UnwrapPartAsync(ParsedEntity part, PartNumber number, CancellationToken cancellationToken)
    {
        try
        {
            // What a detached signature covers is read again for its digest and for its content, at each level of nesting.
            if (LayerKinds.Of(part) is LayerKind.Detached)
            {
                _budget.Spend(part.Raw.Length);
            }
        }
        catch (LimitExceededException)
        {
            return UnreadableLayer.PastLimit(part) with { Number = number };
        }

        return await WalkAsync(part, number, _partAttempts, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The message that a message/rfc822 part holds; null when reading it would cost too much.</summary>
    public ParsedEntity? ParseMessage(ParsedEntity part)
    {
        try
        {
            _budget.Spend(part.Body.Length);
            ByteSource source = RawMime.Decode(part, policy.Limits);
            if (source != part.Body)
            {
                owned.Add(source);
            }

            ParsedEntity message = RawMime.Parse(source, policy.Limits);
            owned.Add(message);
            return message;
        }
        catch (LimitExceededException)
        {
            return null;
        }
    }

    private async Task<UnwrappedMessage> WalkAsync(ParsedEntity entity, PartNumber number, KeyAttemptBudget? attempts, CancellationToken cancellationToken)
    {
        var decryption = new DecryptionService(ListUsableAsync, OpenKeyAsync, policy, attempts);
        UnwrappedMessage unwrapped = await new LayerWalker(decryption, policy, certificates, _budget, owned).WalkAsync(entity, number, cancellationToken).ConfigureAwait(false);
        foreach (string sha256 in unwrapped.Layers.OfType<EncryptedLayer>().Select(layer => layer.CredentialSha256).OfType<string>())
        {
            _keyUses[sha256] = true;
        }

        return unwrapped;
    }

    private async Task<MailboxPrivateKey?> OpenKeyAsync(UsableCredential credential, CancellationToken cancellationToken)
    {
        MailboxPrivateKey? key = await credentials.OpenKeyAsync(credential, cancellationToken).ConfigureAwait(false);
        if (key is not null)
        {
            _keyUses.TryAdd(credential.Certificate.Sha256, false);
        }

        return key;
    }

    // Once, and only for what is encrypted: a signed mail is delivered while the credential store is down.
    private async Task<IReadOnlyList<UsableCredential>> ListUsableAsync(CancellationToken cancellationToken) =>
        _usable ??= await credentials.ListUsableAsync(mailbox, cancellationToken).ConfigureAwait(false);
}
