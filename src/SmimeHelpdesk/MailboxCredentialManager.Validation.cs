using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Credentials;
using SmimeHelpdesk.Diagnostics;

namespace SmimeHelpdesk;

/// <content>Proving that a credential works.</content>
public sealed partial class MailboxCredentialManager
{
    /// <summary>
    /// Tries a credential: signs and verifies, encrypts and decrypts, as far as its certificate allows, and judges the certificate now.
    /// Whether others trust its issuer is not asked.
    /// </summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="sha256">The certificate's thumbprint, hexadecimal.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The outcome.</returns>
    public async Task<CredentialValidation> ValidateAsync(Mailbox mailbox, string sha256, CancellationToken cancellationToken)
    {
        UsableCredential? credential = await FindUsableAsync(mailbox, sha256, cancellationToken).ConfigureAwait(false);
        return credential is null
            ? new CredentialValidation(CredentialValidationStatus.NotFound, CredentialProof.NotTried, CredentialProof.NotTried)
            : await ProveRecordedAsync(credential, mailbox, _time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
    }

    // Recorded first, like every signature. The health check's trials come every few seconds and would bury the rest.
    private async Task<CredentialValidation> ProveRecordedAsync(UsableCredential credential, Mailbox mailbox, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (!credential.IsKeyDestroyed)
        {
            await Audit.WriteAsync(SmimeAuditKind.KeyTried, mailbox, credential.Certificate.Sha256, null, cancellationToken).ConfigureAwait(false);
        }

        return await ProveAsync(credential, mailbox, at, cancellationToken).ConfigureAwait(false);
    }

    internal async Task<CredentialValidation> ProveAsync(UsableCredential credential, Mailbox mailbox, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (credential.IsKeyDestroyed)
        {
            return new CredentialValidation(CredentialValidationStatus.KeyDestroyed, CredentialProof.NotTried, CredentialProof.NotTried);
        }

        using MailboxPrivateKey? key = await OpenKeyAsync(credential, cancellationToken).ConfigureAwait(false);
        if (key is null)
        {
            return new CredentialValidation(CredentialValidationStatus.KeyUnavailable, CredentialProof.NotTried, CredentialProof.NotTried);
        }

        CredentialUse use = CredentialUse.Of(credential.Certificate);
        CredentialProof signing = use.Signs ? KeyProof.Sign(credential.Certificate, key) : CredentialProof.NotTried;
        CredentialProof decryption = use.Decrypts ? KeyProof.Decrypt(credential.Certificate, key) : CredentialProof.NotTried;
        return new CredentialValidation(Judge(credential, mailbox, signing, decryption, at), signing, decryption);
    }

    private static CredentialValidationStatus Judge(
        UsableCredential credential, Mailbox mailbox, CredentialProof signing, CredentialProof decryption, DateTimeOffset at)
    {
        bool failed = signing is CredentialProof.Failed || decryption is CredentialProof.Failed;
        bool isProven = signing is CredentialProof.Proven || decryption is CredentialProof.Proven;
        return failed ? CredentialValidationStatus.KeyMismatch
            : !credential.Certificate.HasAddress(mailbox.NormalizedAddress) ? CredentialValidationStatus.AddressMismatch
            : !isProven ? CredentialValidationStatus.NotForMail
            : at < credential.Certificate.NotBefore ? CredentialValidationStatus.CertificateNotYetValid
            : at > credential.Certificate.NotAfter ? CredentialValidationStatus.CertificateExpired
            : !credential.IsStateAuthentic ? CredentialValidationStatus.StateChanged
            : CredentialValidationStatus.Valid;
    }
}
