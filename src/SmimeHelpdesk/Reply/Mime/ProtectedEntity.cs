using System.Security.Cryptography;
using System.Text;
using SmimeHelpdesk.Cms.Writing;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>An entity with a layer of S/MIME around it, as bytes: what was signed is copied, never written anew.</summary>
/// <param name="Header">The header fields of the layer, each with its line ending.</param>
/// <param name="Body">The body as it is sent.</param>
internal sealed record ProtectedEntity(string Header, IContent Body)
{
    /// <summary>The header of a detached signature's own part.</summary>
    public const string SignatureHeader =
        "Content-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=smime.p7s\r\n";

    /// <summary>The header of application/pkcs7-mime with certificates alone (RFC 8551 section 3.8).</summary>
    public const string CertificatesHeader =
        "Content-Type: application/pkcs7-mime; smime-type=certs-only; name=smime.p7c\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=smime.p7c\r\n";

    /// <summary>What the body holds in base64; null for a detached signature.</summary>
    public IContent? Cms { get; private init; }

    /// <summary>Where the body holds the layer's content, as it stands there.</summary>
    public long ContentStart { get; private init; }

    /// <summary>Where the body holds a detached signature in base64, and how much of it.</summary>
    public (long Start, long Length) Signature { get; private init; }

    public IContent Whole => new JoinedContent(Ascii(Header + "\r\n"), Body);

    /// <summary>multipart/signed (RFC 8551 section 3.5.3).</summary>
    public static ProtectedEntity SignDetached(IContent payload, SigningIdentity signer, DateTimeOffset at)
    {
        DerPart signature = SignedDataWriter.Sign(payload, signer, isDetached: true, at);
        string boundary = "sig-" + RandomNumberGenerator.GetHexString(40, lowercase: true);
        string micalg = SignatureScheme.For(signer.Certificate)!.MessageIntegrityCheck;
        ByteSource begin = Ascii($"--{boundary}\r\n");
        ByteSource middle = Ascii($"\r\n--{boundary}\r\n{SignatureHeader}\r\n");
        ByteSource encoded = Base64(signature);
        var body = new JoinedContent(begin, payload, middle, encoded, Ascii($"\r\n--{boundary}--\r\n"));
        string header = $"Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\";\r\n micalg={micalg}; boundary=\"{boundary}\"\r\n";
        return new ProtectedEntity(header, body) { ContentStart = begin.Length, Signature = (begin.Length + payload.Length + middle.Length, encoded.Length) };
    }

    /// <summary>application/pkcs7-mime with signed-data (RFC 8551 section 3.5.2).</summary>
    public static ProtectedEntity SignOpaque(IContent payload, SigningIdentity signer, DateTimeOffset at)
    {
        DerPart cms = SignedDataWriter.Sign(payload, signer, isDetached: false, at);
        return new ProtectedEntity(OpaqueHeader("signed-data"), new Base64Content(cms)) { Cms = cms };
    }

    /// <summary>The header of application/pkcs7-mime with enveloped-data or authEnveloped-data (RFC 8551 sections 3.3 and 3.4).</summary>
    public static string EncryptedHeader(ContentEncryption algorithm) => OpaqueHeader(algorithm.IsAuthenticated ? "authEnveloped-data" : "enveloped-data");

    private static string OpaqueHeader(string type) =>
        $"Content-Type: application/pkcs7-mime; smime-type={type};\r\n name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=smime.p7m\r\n";

    private static ByteSource Base64(DerPart part)
    {
        var encoded = new Base64Content(part);
        using var output = new MemoryStream(checked((int)encoded.Length));
        encoded.WriteTo(output);
        return ByteSource.From(output.GetBuffer().AsMemory(0, (int)output.Length));
    }

    private static ByteSource Ascii(string text) => ByteSource.From(Encoding.ASCII.GetBytes(text));
}
