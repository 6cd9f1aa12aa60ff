using System.Security.Cryptography;
using System.Text;
using SmimeHelpdesk.Cms.Writing;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>Writes an entity inside a layer of S/MIME, as bytes: what was signed is copied, never written anew.</summary>
internal static class ProtectedEntity
{
    /// <summary>multipart/signed (RFC 8551 section 3.5.3).</summary>
    public static void SignDetached(Stream output, ByteSource payload, SigningIdentity signer, DateTimeOffset at)
    {
        DerPart signature = SignedDataWriter.Sign(payload, signer, isDetached: true, at);
        string boundary = "sig-" + RandomNumberGenerator.GetHexString(40, lowercase: true);
        string micalg = SignatureScheme.For(signer.Certificate)!.MessageIntegrityCheck;
        Write(output, $"Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\";\r\n micalg={micalg}; boundary=\"{boundary}\"\r\n\r\n--{boundary}\r\n");
        payload.CopyTo(output);
        Write(output, $"\r\n--{boundary}\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=smime.p7s\r\n\r\n");
        WriteBase64(output, signature.WriteTo);
        Write(output, $"\r\n--{boundary}--\r\n");
    }

    /// <summary>application/pkcs7-mime with signed-data (RFC 8551 section 3.5.2).</summary>
    public static void SignOpaque(Stream output, ByteSource payload, SigningIdentity signer, DateTimeOffset at) =>
        Opaque(output, "signed-data", SignedDataWriter.Sign(payload, signer, isDetached: false, at).WriteTo);

    /// <summary>application/pkcs7-mime with enveloped-data or authEnveloped-data (RFC 8551 sections 3.3 and 3.4).</summary>
    public static void Encrypt(Stream output, ByteSource payload, ContentEncryption algorithm, IReadOnlyList<RecipientKey> recipients, SmimeLimits limits) => Opaque(
        output, algorithm.IsAuthenticated ? "authEnveloped-data" : "enveloped-data", inner => EnvelopedDataWriter.Write(inner, payload, algorithm, recipients, limits));

    private static void Opaque(Stream output, string type, Action<Stream> write)
    {
        Write(output, $"Content-Type: application/pkcs7-mime; smime-type={type};\r\n name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=smime.p7m\r\n\r\n");
        WriteBase64(output, write);
    }

    private static void WriteBase64(Stream output, Action<Stream> write)
    {
        using var base64 = new Base64LineStream(output);
        write(base64);
    }

    private static void Write(Stream output, string text) => output.Write(Encoding.ASCII.GetBytes(text));
}
