using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;
using static SmimeHelpdesk.Tests.Vectors.Expected;
using static SmimeHelpdesk.Tests.Vectors.VectorMail;

namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>Encryption: what opens, what does not, and that every failure of a key, padding or tag looks the same.</summary>
internal static class EncryptionVectors
{
    private static readonly Expected Failed = Unsigned.NotDecryptable(EncryptionReason.DecryptionFailed);

    public static IEnumerable<VerdictVector> All => Opened.Concat(Closed.Select(vector => vector with { IsTextShown = false }));

    private static IEnumerable<VerdictVector> Opened =>
    [
        new("AES in CBC mode", () => Encrypted(Cbc(ForgedMail.Entity)), Unsigned.Unauthenticated),
        new("AES in GCM mode", () => Encrypted(Gcm(ForgedMail.Entity)), Unsigned.Authenticated),
        new("ChaCha20-Poly1305", () => Encrypted(Envelope("ChaCha20-Poly1305", ForgedMail.Entity)), Unsigned.Authenticated),
        new("Triple DES", () => Encrypted(Envelope("3DES-CBC", ForgedMail.Entity)), Unsigned.Unauthenticated.With(SmimeCaution.WeakAlgorithm)),
        new("RC2 of 128 bit around a signature", () => ForgedMail.Plain(EncryptedPart(Envelope("RC2-128-CBC", Wrap(ForgedMail.Entity, "signed")))), Valid.Authenticated.With(SmimeCaution.WeakAlgorithm)),
        new("another recipient's damaged entry first", () => Encrypted(Cbc(ForgedMail.Entity) with { Recipients = [ForgedRecipient.Agreement(Bob, AgreementPlan.Usual), ForgedRecipient.Agreement(Agent, AgreementPlan.Usual)] }), Unsigned.Unauthenticated),
        new("recipients that nobody knows", () => Encrypted(Cbc(ForgedMail.Entity) with { Recipients = [.. ForgedRecipient.Strangers, ForgedRecipient.Agreement(Agent, AgreementPlan.Usual)] }), Unsigned.Unauthenticated),
        new("signed inside, altered signature", () => ForgedMail.Plain(EncryptedPart(Cbc(ForgedMail.Part(new ForgedSignature(ForgedMail.Entity, new ForgedSigner(Alice) { Change = FlipLast }).Encode(), "application/pkcs7-mime; smime-type=signed-data")))), Forged(SignatureReason.SignatureMismatch).Unauthenticated),
    ];

    private static IEnumerable<VerdictVector> Closed =>
    [
        new("tag changed", () => Encrypted(Gcm(ForgedMail.Entity) with { ChangeTag = FlipLast }), Failed),
        new("authenticated ciphertext changed", () => Encrypted(Gcm(ForgedMail.Entity) with { Change = FlipLast }), Failed),
        new("authenticated ciphertext cut short", () => Encrypted(Gcm(ForgedMail.Entity) with { Change = text => text[..^8] }), Failed),
        new("padding changed", () => Encrypted(Cbc(ForgedMail.Entity) with { Change = FlipLast }), Failed),
        new("last block missing", () => Encrypted(Cbc(ForgedMail.Entity) with { Change = text => text[..^16] }), Failed),
        new("downgraded from GCM to CBC", () => Encrypted(Envelope("AES-128-CBC", [.. Enumerable.Range(0, 640).Select(i => (byte)(i * 37))])), Failed),
        new("content key for another", () => Encrypted(Cbc(ForgedMail.Entity) with { Recipients = [ForgedRecipient.Agreement(Agent, AgreementPlan.Usual with { Secret = new byte[32] })] }), Failed),
        new("wrapped key changed", () => Encrypted(Cbc(ForgedMail.Entity) with { Recipients = [ForgedRecipient.KeyTransport(RsaAgent, change: FlipLast)] }), Failed) { Credentials = RsaDesk() },
        new("for somebody else", () => Encrypted(Cbc(ForgedMail.Entity) with { Recipients = [ForgedRecipient.Agreement(Bob, AgreementPlan.Usual)] }), Unsigned.NotDecryptable(EncryptionReason.NoMatchingKey)),
        new("no recipients", () => Encrypted(Cbc(ForgedMail.Entity) with { Recipients = [] }), Unsigned.NotDecryptable(EncryptionReason.NoMatchingKey)),
        new("unknown cipher", () => Encrypted(UnknownCipher()), Unsigned.NotDecryptable(EncryptionReason.UnsupportedAlgorithm)),
        new("bytes that are no encryption", () => ForgedMail.Encrypted("no CMS at all"u8.ToArray()), Unsigned.NotDecryptable(EncryptionReason.Malformed)),
        new("501 recipients", () => Encrypted(Cbc(ForgedMail.Entity) with { Recipients = [.. Enumerable.Repeat(ForgedRecipient.Strangers[2], 501)] }), Unsigned.NotDecryptable(EncryptionReason.LimitExceeded)),
        new("key that cannot be opened", () => Encrypted(Cbc(ForgedMail.Entity)), Unsigned.NotDecryptable(EncryptionReason.KeyUnavailable)) { Credentials = ForgottenHostKey() },
        new("undecryptable within a signature", () => ForgedMail.Plain(SignedPart(EncryptedPart(Cbc(ForgedMail.Entity) with { Recipients = [ForgedRecipient.Agreement(Bob, AgreementPlan.Usual)] }), Alice)), Indeterminate(SignatureReason.SignatureAroundCiphertext).NotDecryptable(EncryptionReason.NoMatchingKey)),
    ];

    private static KeyedIdentity RsaAgent => SharedIdentities.Desk("RSA-2048");

    private static MailboxCredentialManager RsaDesk() => CredentialsOf(RsaAgent, MailboxCredentialManager.InMemory(new ManualTime(TestAuthority.Now)));

    private static MailboxCredentialManager ForgottenHostKey()
    {
        var store = new InMemoryMailboxCredentialStore();
        var time = new ManualTime(TestAuthority.Now);
        CredentialsOf(Agent, new MailboxCredentialManager(store, new AesGcmCredentialProtector(new byte[32]), time: time));
        return new MailboxCredentialManager(store, new AesGcmCredentialProtector([.. Enumerable.Repeat((byte)1, 32)]), time: time);
    }

    private static MailboxCredentialManager CredentialsOf(KeyedIdentity identity, MailboxCredentialManager manager)
    {
        using MailboxCredential credential = identity.ToCredential();
        manager.SaveAsync(Desk.Address, [credential], CancellationToken.None).GetAwaiter().GetResult();
        return manager;
    }

    private static ForgedEnvelope UnknownCipher() => Cbc(ForgedMail.Entity) with { AlgorithmInstead = Ber.Algorithm("1.2.3.4", Ber.Octets(new byte[16])) };
}
