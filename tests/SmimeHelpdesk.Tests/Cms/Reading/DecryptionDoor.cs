using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Cms.Reading;

/// <summary>Encrypted mail through the front door of a desk with one credential.</summary>
internal static class DecryptionDoor
{
    public static async Task<OpenedMessage> OpenAsync(ForgedEnvelope envelope, KeyedIdentity desk, SmimePolicy? policy = null) =>
        await (await Desk.WithAsync(policy, desk)).OpenAsync(ForgedMail.Encrypted(envelope.Encode()));

    /// <summary>The text came out.</summary>
    public static async Task<EncryptionVerdict> ExpectTextAsync(ForgedEnvelope envelope, KeyedIdentity desk, SmimePolicy? policy = null)
    {
        using OpenedMessage opened = await OpenAsync(envelope, desk, policy);
        opened.Encryption.Reason.Should().Be(EncryptionReason.None);
        opened.Encryption.Status.Should().Be(EncryptionStatus.Decrypted);
        opened.Encryption.CredentialSha256.Should().Be(desk.Certificate.Sha256);
        opened.Content.TextBody.Should().Contain(ForgedMail.Sentence);
        return opened.Encryption;
    }

    /// <summary>Nothing came out, for this reason.</summary>
    public static async Task<EncryptionVerdict> ExpectNothingAsync(ForgedEnvelope envelope, KeyedIdentity desk, EncryptionReason reason = EncryptionReason.DecryptionFailed, SmimePolicy? policy = null)
    {
        using OpenedMessage opened = await OpenAsync(envelope, desk, policy);
        opened.Encryption.Reason.Should().Be(reason);
        opened.Encryption.Status.Should().Be(EncryptionStatus.NotDecryptable);
        Plaintext.Of(opened).Should().NotContain("printer");
        return opened.Encryption;
    }
}
