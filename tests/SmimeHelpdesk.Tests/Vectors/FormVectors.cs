using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Inbound;
using SmimeHelpdesk.Tests.TestPki;
using static SmimeHelpdesk.Tests.Vectors.Expected;
using static SmimeHelpdesk.Tests.Vectors.VectorMail;

namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>Unusual encodings and labels, honest and hostile, and what costs more than it should.</summary>
internal static class FormVectors
{
    private const int Length = 256;

    private static readonly Expected Spent = Indeterminate(SignatureReason.LimitExceeded);

    public static IEnumerable<VerdictVector> All =>
    [
        new("indefinite lengths", () => ForgedMail.Signed(Indefinite(ForgedSignature.By(ForgedMail.Entity, Alice))), Valid),
        new("octet-stream named smime.p7m", () => ForgedMail.Plain(ForgedMail.Part(Good, "application/octet-stream; name=smime.p7m")), Valid),
        new("media type of early programs", () => ForgedMail.Plain(ForgedMail.Part(Good, "application/x-pkcs7-mime; name=smime.p7m")), Valid),
        new("no smime-type", () => ForgedMail.Plain(ForgedMail.Part(Good, "application/pkcs7-mime")), Valid),
        new("smime-type of an encryption", () => ForgedMail.Plain(ForgedMail.Part(Good, "application/pkcs7-mime; smime-type=enveloped-data")), Valid),
        new("binary transfer", () => ForgedMail.Plain(ForgedMail.BinaryPart(Good, "application/pkcs7-mime; smime-type=signed-data")), Valid),
        new("structure nested without end", () => ForgedMail.Signed(Nested(20_000)), Spent) { IsTextShown = false },
        new("structure cut short", () => ForgedMail.Signed(Good[..^20]), Invalid(SignatureReason.Malformed)) { IsTextShown = false },
        new("PKCS #1 block with a rest behind the digest", () => Pkcs1(info => [0, 1, .. Enumerable.Repeat((byte)0xFF, 8), 0, .. info, .. new byte[Length - 11 - info.Length]]), Forged(SignatureReason.SignatureMismatch)),
        new("PKCS #1 block without its padding", () => Pkcs1(info => [.. new byte[Length - info.Length], .. info]), Forged(SignatureReason.SignatureMismatch)),
        new("PKCS #1 block as it shall be", () => Pkcs1(info => [0, 1, .. Enumerable.Repeat((byte)0xFF, Length - 3 - info.Length), 0, .. info]), Valid),
        new("key of 20000 bit", () => Huge(20_000, 65537), Spent),
        new("certificate that points to a server", () => By(VectorPki.Leaf() with { Extensions = [(X509Extensions.AuthorityInfoAccess.Id, false, Pointer)] }), Valid),
        new("replay of a signed and encrypted mail under another From", () => [.. Mail.Crlf("From: bob@elsewhere.example\n" + Rest), .. Wrap(Wrap(ForgedMail.Entity, "signed"), "cbc")], Invalid(SignatureReason.AddressMismatch).Unauthenticated.With(SmimeCaution.RevocationNotChecked)),
        new("line breaks hidden in the Subject", () => Titled("=?utf-8?q?fire=0D=0ABcc:_mallory@elsewhere.example?="), Unsigned),
        new("reversed and hidden characters in the Subject", () => Titled("=?utf-8?q?fire_=E2=80=AEdilav_-_=00=E2=80=8B?="), Unsigned),
        new("attachment named as a path", () => Attached("filename=\"../../etc/cron.d/fire\""), Unsigned),
        new("attachment named backwards", () => Attached("filename*=utf-8''invoice%E2%80%AEfdp.exe"), Unsigned),
    ];

    private static byte[] Good => (ForgedSignature.By(ForgedMail.Entity, Alice) with { MoreCertificates = [VectorPki.Issuing.Der] }).Encode();

    private static GeneralNames Server => new(new GeneralName(GeneralName.UniformResourceIdentifier, "http://192.0.2.1/issuer.cer"));

    private static AuthorityInformationAccess Pointer => new(X509ObjectIdentifiers.IdADCAIssuers, Server.GetNames()[0]);

    private static byte[] Indefinite(ForgedSignature signature) => Ber.Indefinite(0x30, Ber.Oid(CmsOids.SignedData), Ber.Indefinite(0xA0, (signature with { Encapsulated = Ber.Indefinite(0xA0, Ber.Streamed(0x24, signature.Content, 10)) }).EncodeSignedData()));

    private static byte[] Nested(int depth) => [.. Enumerable.Repeat(new byte[] { 0x30, 0x80 }, depth).SelectMany(bytes => bytes), .. new byte[2 * depth]];

    // With the key at hand any block can be signed; without it a small exponent would make one that a lenient reader takes.
    private static byte[] Pkcs1(Func<byte[], byte[]> block)
    {
        KeyedIdentity signer = SharedIdentities.Alice("RSA-2048");
        return Signed(new ForgedSigner(signer) { HasAttributes = false, Change = _ => Raw(signer, block(DigestInfo())) });
    }

    private static byte[] DigestInfo() => Ber.Sequence(Ber.Algorithm(CmsOids.Sha256, Ber.Null), Ber.Octets(SHA256.HashData(ForgedMail.Entity)));

    private static byte[] Raw(KeyedIdentity signer, byte[] block)
    {
        var engine = new RsaEngine();
        engine.Init(true, signer.PrivateKey);
        byte[] value = engine.ProcessBlock(block, 0, block.Length);
        return [.. new byte[Length - value.Length], .. value];
    }

    private static byte[] Huge(int bits, long exponent)
    {
        PlannedKey real = PlannedKey.Common("RSA-2048");
        var info = new SubjectPublicKeyInfo(real.Info.Algorithm, new RsaPublicKeyStructure(BigInteger.One.ShiftLeft(bits - 1).SetBit(0), BigInteger.ValueOf(exponent)).ToAsn1Object());
        PlannedCertificate huge = VectorPki.Shared($"{bits} bit", () => VectorPki.Leaf() with { Key = real with { Info = info } });
        return Signed(new ForgedSignature(ForgedMail.Entity, new ForgedSigner(SharedIdentities.Alice("RSA-2048")) { Named = huge.Parsed }) { Certificates = [huge.Der, VectorPki.Issuing.Der] });
    }

    private static byte[] Titled(string subject) => [.. Mail.Crlf($"From: alice@customer.example\nTo: support@desk.example\nSubject: {subject}\nMIME-Version: 1.0\n"), .. ForgedMail.Entity];

    private static byte[] Attached(string name) => ForgedMail.Plain(
        [.. Mail.Crlf("Content-Type: multipart/mixed; boundary=outer\n\n--outer\n"), .. ForgedMail.Entity, .. Mail.Crlf($"\n--outer\nContent-Type: application/octet-stream\nContent-Disposition: attachment; {name}\n\nabc\n--outer--\n")]);
}
