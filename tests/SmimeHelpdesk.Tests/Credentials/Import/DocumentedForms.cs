using System.Security.Cryptography.X509Certificates;
using System.Text;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials.Import;

/// <summary>One example of each form that docs/import.md promises to read, under the name that stands there.</summary>
internal static class DocumentedForms
{
    private const string Sha256Function = "1.2.840.113549.2.9";

    public static IReadOnlyDictionary<string, Func<IReadOnlyList<byte[]>>> All { get; } = new Dictionary<string, Func<IReadOnlyList<byte[]>>>
    {
        ["PKCS #8"] = () => [Rsa.Certificate.RawData, Rsa.Pkcs8()],
        ["PKCS #1"] = () => [Rsa.Certificate.RawData, Pem("RSA PRIVATE KEY", Rsa.InnerKey())],
        ["SEC 1"] = () => [Ec.Certificate.RawData, Pem("EC PRIVATE KEY", Ec.InnerKey())],
        ["Ed25519, Ed448, X25519"] = () => Foreign(ForeignKey.Ed25519(), ForeignKey.Ed448(), ForeignKey.X25519()),
        ["RSA-PSS"] = () => Foreign(ForeignKey.RsaPss()),
        ["ML-DSA, ML-KEM"] = () => Foreign(ForeignKey.MlDsa(), ForeignKey.MlKem()),
        ["PBES2"] = () => [Ec.Certificate.RawData, Pbes2Writer.Encrypt(Ec.Pkcs8(), Password, Pbes2Writer.Pbkdf2(Sha256Function, 100))],
        ["PBES2 with scrypt"] = () => [Ec.Certificate.RawData, Pbes2Writer.Encrypt(Ec.Pkcs8(), Password, Pbes2Writer.Scrypt(16, 8, 1))],
        ["PBES1 and the schemes of PKCS #12"] = () => [Old(PkcsObjectIdentifiers.PbeWithShaAnd3KeyTripleDesCbc, PkcsObjectIdentifiers.PbewithShaAnd40BitRC2Cbc)],
        ["Encryption of PEM itself"] = () => [Ec.Certificate.RawData, LegacyPem()],
        ["X.509"] = () => [Pem("X509 CERTIFICATE", Rsa.Certificate.RawData), Rsa.Pkcs8()],
        ["Trusted certificate of OpenSSL"] = () => [Pem("TRUSTED CERTIFICATE", [.. Rsa.Certificate.RawData, 0x30, 0x00]), Rsa.Pkcs8()],
        ["PKCS #7"] = () => [new X509Certificate2Collection(Rsa.Certificate).Export(X509ContentType.Pkcs7)!, Rsa.Pkcs8()],
        ["PKCS #12"] = () => [Pkcs12Writer.Modern(Ec, "geheim")],
        ["PKCS #12 with PBMAC1"] = () => [Pkcs12Writer.SealPbmac1(Pkcs12Writer.WithoutMac(Ec, "geheim"), Password, 32)],
        ["PKCS #12 without MAC"] = () => [Pkcs12Writer.WithoutMac(Ec, "geheim")],
        ["PKCS #12 in PEM armour or base64"] = () => [Pem("PKCS12", Pkcs12Writer.Modern(Ec, "geheim"))],
        ["Parts in any order"] = () => [Encoding.ASCII.GetBytes(Rsa.ChainPem + "\n" + Rsa.KeyPem + "\n" + Rsa.CertificatePem)],
        ["Text around"] = () => [Paste("prose around")],
        ["UTF-16"] = () => [Pastes.OfFiles["UTF-16 little endian"](Rsa.Pem)],
        ["Other line ends, indentation, quoting marks"] = () => [Paste("CR"), Paste("quoted twice")],
        ["One line, or none"] = () => [Paste("one long line of base64"), Paste("no line ends")],
        ["Web pages and word processors"] = () => [Paste("web page")],
        ["JSON, shell, C, quoted-printable"] = () => [Paste("JSON"), Paste("shell continuation"), Paste("quoted-printable")],
        ["Damaged armour"] = () => [Paste("four dashes"), Paste("no END lines"), Paste("no armour")],
    };

    private static byte[] Password => "geheim"u8.ToArray();

    private static TestIdentity Rsa => ImportMaterial.Rsa;

    private static TestIdentity Ec => ImportMaterial.EllipticCurve;

    private static byte[] Pem(string label, ReadOnlySpan<byte> der) => Encoding.ASCII.GetBytes(ImportMaterial.Pem(label, der));

    private static byte[] Paste(string name) => Encoding.UTF8.GetBytes(Pastes.OfText[name](Rsa.Pem));

    private static byte[] Old(DerObjectIdentifier key, DerObjectIdentifier certificate) => Pkcs12Writer.Legacy(Ec, "geheim", key, certificate);

    private static List<byte[]> Foreign(params ForeignKey[] keys) => [.. keys.SelectMany(key => new[] { key.Pkcs8, key.Certificate.RawData })];

    private static byte[] LegacyPem()
    {
        using var text = new StringWriter();
        using var writer = new Org.BouncyCastle.OpenSsl.PemWriter(text);
        writer.WriteObject(Org.BouncyCastle.Security.PrivateKeyFactory.CreateKey(Ec.Pkcs8()), "AES-256-CBC", "geheim".ToCharArray(), new Org.BouncyCastle.Security.SecureRandom());
        writer.Writer.Flush();
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
