using System.Buffers.Binary;
using System.Text;

namespace SmimeHelpdesk.Keys;

/// <summary>
/// The associated data of a stored private key: tenant, mailbox and certificate. A ciphertext that is copied to another row does not open.
/// </summary>
internal static class CredentialBinding
{
    // Two texts that UTF-8 cannot carry would be bound alike.
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">A text is no valid UTF-16.</exception>
    public static byte[] For(string tenant, string mailboxAddress, string sha256) =>
        [.. Prefixed(tenant), .. Prefixed(mailboxAddress), .. Prefixed(sha256)];

    // The length in front keeps ("a", "bc") and ("ab", "c") apart.
    private static byte[] Prefixed(string text)
    {
        byte[] utf8 = StrictUtf8.GetBytes(text);
        byte[] length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, utf8.Length);
        return [.. length, .. utf8];
    }
}
