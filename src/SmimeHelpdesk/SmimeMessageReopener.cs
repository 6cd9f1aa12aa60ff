using System.Runtime.CompilerServices;

namespace SmimeHelpdesk;

/// <summary>
/// Opens stored messages again when a key, an issuer or another missing piece may have arrived. Stateless and thread-safe; each batch
/// goes one message after the other.
/// </summary>
public sealed class SmimeMessageReopener
{
    private readonly SmimeMessageOpener _opener;
    private readonly MailboxCredentialManager _credentials;
    private readonly ITrustAnchorProvider _anchors;

    /// <summary>Makes a reopener.</summary>
    /// <param name="opener">Opens the messages.</param>
    /// <param name="credentials">The mailboxes' credentials: the same as the opener's.</param>
    /// <param name="anchors">Whom to trust: the same as the opener's.</param>
    public SmimeMessageReopener(SmimeMessageOpener opener, MailboxCredentialManager credentials, ITrustAnchorProvider anchors)
    {
        ArgumentNullException.ThrowIfNull(opener);
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentNullException.ThrowIfNull(anchors);
        _opener = opener;
        _credentials = credentials;
        _anchors = anchors;
    }

    /// <summary>
    /// Opens those messages that can profit now: whose mailbox has a certificate that was not tried, whose anchors have changed, or
    /// that wait for something which only a new attempt can tell. The others are passed over without being read. One that fails does
    /// not stop the rest.
    /// </summary>
    /// <param name="messages">Stored messages with what was missing; read one by one.</param>
    /// <param name="cancellationToken">Cancels the batch between and within messages.</param>
    /// <returns>
    /// What became of each message that was tried; dispose each. Store its content, verdict, <see cref="OpenedMessage.ReplyContext"/>
    /// and <see cref="OpenedMessage.Missing"/> in place of the old.
    /// </returns>
    public async IAsyncEnumerable<ReopenedMessage> ReopenAsync(IAsyncEnumerable<StoredMessage> messages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        await foreach (StoredMessage message in messages.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await TryReopenAsync(message, cancellationToken).ConfigureAwait(false) is { } reopened)
            {
                yield return reopened;
            }
        }
    }

    private async Task<ReopenedMessage?> TryReopenAsync(StoredMessage message, CancellationToken cancellationToken)
    {
        try
        {
            if (!await CanProfitAsync(message.Missing, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }

            Stream raw = await message.OpenRaw(cancellationToken).ConfigureAwait(false);
            await using (raw.ConfigureAwait(false))
            {
                OpenedMessage opened = await _opener.ReopenAsync(raw, message.Missing, cancellationToken).ConfigureAwait(false);
                bool isSame = opened.Missing.Pieces.SequenceEqual(message.Missing.Pieces);
                return new ReopenedMessage(message.Id, isSame ? ReopenStatus.StillMissing : ReopenStatus.Replaced, opened, null);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            return new ReopenedMessage(message.Id, ReopenStatus.Failed, null, exception);
        }
    }

    private async Task<bool> CanProfitAsync(MissingPieces missing, CancellationToken cancellationToken)
    {
        foreach (MissingPiece piece in missing.Pieces)
        {
            bool profits = piece switch
            {
                MissingPiece.None => false,
                MissingPiece.Key => await HasNewCredentialAsync(missing, cancellationToken).ConfigureAwait(false),
                MissingPiece.Issuer => (await _anchors.GetAsync(missing.Tenant, cancellationToken).ConfigureAwait(false)).Fingerprint != missing.TriedAnchors,
                _ => true,
            };
            if (profits)
            {
                return true;
            }
        }

        return false;
    }

    // Whichever it is: a renewed certificate opens what was encrypted to the old one when the key is the same.
    private async Task<bool> HasNewCredentialAsync(MissingPieces missing, CancellationToken cancellationToken) =>
        (await _credentials.ListUsableAsync(new Mailbox(missing.MailboxAddress, missing.Tenant), cancellationToken).ConfigureAwait(false))
            .Any(credential => !missing.TriedCredentials.Contains(credential.Certificate.Sha256, StringComparer.Ordinal));
}
