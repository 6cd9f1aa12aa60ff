using SmimeHelpdesk.Interop.Tests.Desk;
using SmimeHelpdesk.Interop.Tests.Peers;

namespace SmimeHelpdesk.Interop.Tests.Matrix;

/// <summary>The rows of the matrix.</summary>
internal static class Forms
{
    public const string Detached = "detached-rsa";
    public const string Opaque = "opaque-rsa";
    public const string DetachedP256 = "detached-p256";
    public const string Pss = "pss";
    public const string Ed25519 = "ed25519";
    public const string TripleDes = "3des";
    public const string Aes128 = "aes128";
    public const string Aes256 = "aes256";
    public const string Gcm = "gcm";
    public const string Oaep = "oaep";
    public const string Ecdh = "ecdh";
    public const string EcdhGcm = "ecdh-gcm";
    public const string SignedEncrypted = "signed-encrypted";
    public const string Triple = "triple";
    public const string Several = "several-recipients";
    public const string Attachment = "attachment";
    public const string Protected = "header-protection";

    public static IReadOnlyList<Form> All { get; } =
    [
        new(Detached, "signed, detached, RSA") { Signer = KeyKind.Rsa },
        new(Opaque, "signed, opaque, RSA") { Signer = KeyKind.Rsa, IsOpaque = true },
        new(DetachedP256, "signed, detached, ECDSA P-256") { Signer = KeyKind.P256 },
        new(Pss, "signed, detached, RSASSA-PSS") { Signer = KeyKind.Rsa, IsPss = true },
        new(Ed25519, "signed, detached, Ed25519") { Signer = KeyKind.Ed25519 },
        new(TripleDes, "encrypted, RSA, 3DES") { Recipient = KeyKind.Rsa, Cipher = Cipher.TripleDesCbc, WhyNotWritten = "The library reads 3DES and never writes it" },
        new(Aes128, "encrypted, RSA, AES-128-CBC") { Recipient = KeyKind.Rsa, Cipher = Cipher.Aes128Cbc },
        new(Aes256, "encrypted, RSA, AES-256-CBC") { Recipient = KeyKind.Rsa, Cipher = Cipher.Aes256Cbc },
        new(Gcm, "encrypted, RSA, AES-256-GCM") { Recipient = KeyKind.Rsa, Cipher = Cipher.Aes256Gcm },
        new(Oaep, "encrypted, RSAES-OAEP, AES-256-CBC") { Recipient = KeyKind.Rsa, Cipher = Cipher.Aes256Cbc, IsOaep = true },
        new(Ecdh, "encrypted, ECDH P-256, AES-CBC") { Recipient = KeyKind.P256 },
        new(EcdhGcm, "encrypted, ECDH P-256, AES-256-GCM") { Recipient = KeyKind.P256, Cipher = Cipher.Aes256Gcm },
        new(SignedEncrypted, "signed and encrypted, RSA") { Signer = KeyKind.Rsa, Recipient = KeyKind.Rsa },
        new(Triple, "triple wrapped, RSA") { Signer = KeyKind.Rsa, Recipient = KeyKind.Rsa, IsTriple = true, WhyNotWritten = "The library reads triple wrapped mail and never writes it" },
        new(Several, "encrypted to several recipients, RSA") { Recipient = KeyKind.Rsa, HasSeveralRecipients = true },
        new(Attachment, "signed and encrypted, an attachment with a non-ASCII name") { Signer = KeyKind.Rsa, Recipient = KeyKind.Rsa, AttachmentName = Letter.OtherAttachmentName },
        new(Protected, "signed and encrypted, header protection") { Signer = KeyKind.Rsa, Recipient = KeyKind.Rsa, IsProtected = true },
    ];

    public static TheoryData<string> Written => [.. All.Where(form => form.WhyNotWritten is null).Select(form => form.Id)];

    public static TheoryData<string> Read => [.. All.Select(form => form.Id)];

    public static Form Of(string id) => All.Single(form => form.Id == id);
}
