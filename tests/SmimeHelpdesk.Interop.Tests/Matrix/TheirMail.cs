using Org.BouncyCastle.Asn1;
using SmimeHelpdesk.Interop.Tests.Desk;
using SmimeHelpdesk.Interop.Tests.Peers;

namespace SmimeHelpdesk.Interop.Tests.Matrix;

/// <summary>Whether a program's mail has the form that was asked for. Many have no option for one and silently write what they know.</summary>
internal static class TheirMail
{
    // id-RSASSA-PSS, which the certificates of these tests do not name.
    private static readonly byte[] Pss = Convert.FromHexString("06092A864886F70D01010A");

    public static async Task<byte[]> WriteAsync(Peer peer, Form form)
    {
        byte[] mail = await peer.WriteAsync(Letter.Mail(form.AttachmentName, form.IsProtected), form.Layers());
        MailLayer layer = MailFraming.Outermost(mail) ?? throw new PeerRefusedException("made a mail without a layer");
        bool signs = form.IsTriple || form.Recipient is null;
        Demand(IsEncoded(layer.Cms), "made a broken CMS object");
        Demand(signs == layer.IsSigned, "made " + layer.Type);
        Demand(!signs || form.IsOpaque == layer.Content is null, layer.Content is null ? "made an opaque signature" : "made a detached signature");
        Demand(!form.IsPss || layer.Cms.AsSpan().IndexOf(Pss) >= 0, "made an RSASSA-PKCS1-v1_5 signature");
        Demand(signs || form.Cipher is Cipher.Aes256Gcm == layer.Type is "authenveloped-data", "made " + layer.Type);
        return mail;
    }

    /// <summary>Refuses what was encrypted otherwise than asked.</summary>
    public static void Check(Form form, EncryptionVerdict encryption)
    {
        string[] ciphers = form.Cipher switch
        {
            Cipher.TripleDesCbc => ["3DES-CBC"],
            Cipher.Aes128Cbc => ["AES-128-CBC"],
            Cipher.Aes256Cbc => ["AES-256-CBC"],
            Cipher.Aes256Gcm => ["AES-256-GCM"],
            _ => ["AES-128-CBC", "AES-256-CBC"],
        };
        string key = form.Recipient is KeyKind.P256 ? "ECDH-P-256" : form.IsOaep ? "RSA-OAEP-SHA256" : "RSA-PKCS1";
        Demand(ciphers.Contains(encryption.ContentAlgorithm) && encryption.KeyAlgorithm == key, $"made {encryption.KeyAlgorithm} with {encryption.ContentAlgorithm}");
    }

    private static bool IsEncoded(byte[] cms)
    {
        try
        {
            return Asn1Object.FromByteArray(cms) is Asn1Sequence;
        }
        catch (Exception exception) when (exception is IOException or Asn1ParsingException)
        {
            return false;
        }
    }

    private static void Demand(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new PeerRefusedException(otherwise);
        }
    }
}
