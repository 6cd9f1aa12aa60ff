using System.Security.Cryptography;
using System.Text;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Inbound;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Policy;

/// <summary>Mails made to cost, each of about a megabyte, for every bound; named by the way and by what it is.</summary>
internal static class HostileMails
{
    private const int Megabyte = 1 << 20;

    private static readonly KeyedIdentity Slow = SharedIdentities.Alice("brainpoolP512r1");

    public static IReadOnlyDictionary<string, Func<byte[]>> All { get; } = new Dictionary<string, Func<byte[]>>
    {
        ["bombs: layers of lines"] = () => Layers(Encoding.ASCII.GetBytes("Content-Type: text/plain\n\n" + new string('\n', Megabyte))),
        ["bombs: layers of parts"] = () => Layers(Mail.Crlf("Content-Type: multipart/mixed; boundary=b\n\n" + Repeat("--b\n\n", 990 * 5) + Repeat("x\n", Megabyte / 2))),
        ["bombs: more layers than are opened"] = () => Layers(Filler(Megabyte / 2), 12),
        ["bombs: compressed layers"] = () => ForgedMail.Compressed(Enumerable.Range(0, 6).Aggregate(ForgedCompression.Encode(new byte[100 << 20]), (cms, _) => ForgedCompression.Encode(ForgedMail.BinaryPart(cms, "application/pkcs7-mime")))),
        ["bombs: compressed zeros"] = () => ForgedMail.Plain(ForgedMail.BinaryPart(ForgedCompression.Encode([.. "Content-Type: text/plain\r\n\r\n"u8, .. new byte[1000 << 20]]), "application/pkcs7-mime")),
        ["bombs: compressed lines"] = () => ForgedMail.Plain(ForgedMail.BinaryPart(ForgedCompression.Encode(Mail.Crlf("Content-Type: text/plain\n\n" + Repeat("x\n", 300 << 20))), "application/pkcs7-mime")),
        ["bombs: compressed lines at the ratio"] = () => Expanding("text/plain", "x\n"),
        ["bombs: compressed flowed lines at the ratio"] = () => Expanding("text/plain; format=flowed", "a \n"),
        ["bombs: compressed boundaries at the ratio"] = () => Expanding("text/plain", "--bx\n"),
        ["bombs: compressed tags"] = () => Expanding("text/html", "<b>", 4 << 20),
        ["bombs: compressed quotes"] = () => Expanding("text/html", "<blockquote>x", 4 << 20),
        ["bombs: compressed links"] = () => Expanding("text/html", "<a href=http://x>y</a>", 4 << 20),
        ["bombs: compressed cids"] = () => Expanding("text/html", "cid:", 4 << 20),
        ["bombs: compressed text"] = () => Expanding("text/plain", "> \n", 4 << 20),
        ["bombs: compressed noise of a high ratio"] = () => ForgedMail.Plain(ForgedMail.BinaryPart(ForgedCompression.Encode(Pattern(190 << 20)), "application/pkcs7-mime")),
        ["many certificates: certificates"] = () => Signed(new ForgedSignature(ForgedMail.Entity, new ForgedSigner(SharedIdentities.Alice())) { MoreCertificates = Certificates(30, 30_000) }),
        ["many certificates: too many certificates"] = () => Signed(new ForgedSignature(ForgedMail.Entity, new ForgedSigner(SharedIdentities.Alice())) { MoreCertificates = Certificates(2000, 0) }),
        ["same-named CAs: signers with one name"] = () => Signed(new ForgedSignature(Filler(Megabyte), [.. Enumerable.Range(0, 8).Select(i => new ForgedSigner(Slow) { HasAttributes = false, Change = Flip })]) { MoreCertificates = Impostors(20) }),
        ["many signers: signers of every digest"] = () => Signed(new ForgedSignature(Filler(Megabyte), [.. Digests.Select(digest => new ForgedSigner(Slow) { Digest = digest, SignatureDigest = CmsOids.Sha512 })])),
        ["many signers: signers of every digest, detached, bare line feeds"] = () => ForgedMail.Detached(Bare, (new ForgedSignature(Bare, [.. Digests.Select(digest => new ForgedSigner(Slow) { Digest = digest, SignatureDigest = CmsOids.Sha512, Change = Flip })]) { IsDetached = true }).Encode()),
        ["many signers: pure signers without attributes"] = () => Signed(new ForgedSignature(Filler(Megabyte), [.. Enumerable.Range(0, 8).Select(i => new ForgedSigner(SharedIdentities.Alice(i % 2 == 0 ? "Ed448" : "ML-DSA-87")) { HasAttributes = false, Change = Flip })])),
        ["many signers: too many signers"] = () => Signed(new ForgedSignature(ForgedMail.Entity, [.. Enumerable.Repeat(new ForgedSigner(SharedIdentities.Alice()) { UnsignedAttributes = [ForgedSigner.Attribute("1.2.3", Ber.Octets(new byte[1000]))] }, 700)])),
        ["many signers: attributes"] = () => Signed(new ForgedSignature(ForgedMail.Entity, [.. Enumerable.Repeat(new ForgedSigner(Slow) { MoreAttributes = ManyAttributes(60, 64), Send = Reversed, Change = Flip }, 8)])),
        ["many signers: attributes of small elements"] = () => Signed(new ForgedSignature(ForgedMail.Entity, [.. Enumerable.Repeat(new ForgedSigner(Slow) { UnsignedAttributes = [ForgedSigner.Attribute("1.2.3", Ber.Sequence([.. Enumerable.Repeat(Ber.Null, 60_000)]))] }, 7)])),
        ["many signers: known attributes of small elements"] = () => Signed(new ForgedSignature(ForgedMail.Entity, [.. Enumerable.Repeat(new ForgedSigner(Slow) { MoreAttributes = [ForgedSigner.Attribute("1.2.840.113549.1.9.15", Ber.Sequence([.. Enumerable.Repeat(Ber.Null, 60_000)]))] }, 7)])),
        ["many recipients: recipients"] = () => Encrypted("AES-256-CBC", Filler(1000), [.. Enumerable.Repeat<Func<byte[], byte[]>>(_ => Entry(1900), 499)]),
        ["many recipients: too many recipients"] = () => Encrypted("AES-256-CBC", Filler(1000), [.. Enumerable.Repeat<Func<byte[], byte[]>>(_ => Ber.Context(9), 400_000)]),
        ["many recipients: key attempts by RSA"] = () => Encrypted("3DES-CBC", Filler(Megabyte), [.. Enumerable.Repeat<Func<byte[], byte[]>>(_ => Wrapped("RSA-4096")(RandomNumberGenerator.GetBytes(24)), 40)]),
        ["many recipients: key attempts by labelled OAEP"] = () => Encrypted("3DES-CBC", Filler(Megabyte), [.. Enumerable.Repeat<Func<byte[], byte[]>>(_ => ForgedRecipient.Oaep(SharedIdentities.Desk("RSA-4096"), CmsOids.Sha256, CmsOids.Sha1, [1])(new byte[20]), 40)]),
        ["many recipients: key attempts by agreement"] = () => Encrypted("RC2-128-CBC", Filler(Megabyte), [.. Enumerable.Repeat(ForgedRecipient.Agreement(SharedIdentities.Desk("brainpoolP512r1"), AgreementPlan.Usual with { Secret = new byte[64], IsCompressed = true }), 40)]),
        ["many recipients: key attempts by KEM"] = () => Encrypted("AES-256-GCM", Filler(Megabyte), [.. Enumerable.Repeat<Func<byte[], byte[]>>(key => ForgedRecipient.Kem(SharedIdentities.Desk("ML-KEM-1024"), CmsOids.Aes256Wrap, HashAlgorithmName.SHA256, [])(new byte[32]), 40)]),
        ["many recipients: content keys with a good end"] = () => GoodEnds(),
        ["many recipients: nonce of a megabyte"] = () => ForgedMail.Encrypted(ForgedEnvelope.For("AES-256-GCM", Filler(Megabyte / 2), [.. Enumerable.Repeat<Func<byte[], byte[]>>(_ => Wrapped("RSA-4096")(new byte[32]), 16)]) with { Nonce = new byte[4000] } is var plan ? plan.Encode() : []),
        ["deep BER: one-octet segments"] = () => ForgedMail.Encrypted((ForgedEnvelope.For("AES-256-GCM", Filler(Megabyte / 3), Wrapped("RSA-4096")) with { Enclose = ciphertext => Ber.Streamed(0xA0, ciphertext, 1) }).Encode()),
        ["deep BER: one-octet segments, signed"] = () => Signed(new ForgedSignature(Filler(Megabyte / 3), new ForgedSigner(Slow)) { Encapsulated = Ber.Context(0, Ber.Streamed(0x24, Filler(Megabyte / 3), 1)) }),
        ["deep BER: ASN.1 depth"] = () => Binary(Deep(Megabyte)),
        ["deep BER: ASN.1 elements"] = () => Binary([0x30, 0x80, .. Ber.Oid(CmsOids.SignedData), 0xA0, 0x80, 0x30, 0x80, 0x31, 0x80, .. Enumerable.Repeat<byte[]>([0x30, 0x80, 0, 0], Megabyte / 4).SelectMany(element => element)]),
        ["deep BER: ASN.1 elements that end"] = () => Binary([0x30, 0x80, .. Ber.Oid(CmsOids.SignedData), 0xA0, 0x80, 0x30, 0x80, .. Ber.Integer(1), 0x31, 0x80, .. Enumerable.Repeat<byte[]>([5, 0], Megabyte / 2).SelectMany(element => element), .. new byte[8]]),
        ["same-named CAs: paths"] = () => Signed(new ForgedSignature(Filler(Megabyte), new ForgedSigner(Slow)) { Certificates = [Slow.Certificate.Der.ToArray(), .. Authorities("CN=Test Issuing CA", 15), .. Authorities("CN=Test Root CA", 16)] }),
        ["same-named CAs: paths of several signers"] = () => Signed(new ForgedSignature(Filler(Megabyte), [.. Enumerable.Repeat(new ForgedSigner(Slow), 8)]) { Certificates = [Slow.Certificate.Der.ToArray(), .. Authorities("CN=Test Issuing CA", 15), .. Authorities("CN=Test Root CA", 16)] }),
        ["deep BER: structure"] = () => Signed(new ForgedSignature(ForgedMail.Entity, new ForgedSigner(SharedIdentities.Alice()) { UnsignedAttributes = [ForgedSigner.Attribute("1.2.3", Ber.Octets(new byte[Megabyte]))] })),
        ["huge keys: RSA"] = () => Signed(new ForgedSignature(Filler(Megabyte), [.. Enumerable.Repeat(new ForgedSigner(SharedIdentities.Alice()) { Named = HugeRsa.Certificate, SignatureAlgorithm = HugeRsa.OddPss, Change = _ => HugeRsa.Signature }, 8)]) { MoreCertificates = HugeRsa.Bag }),
        ["huge keys: RSA in paths"] = () => Signed(new ForgedSignature(Filler(Megabyte), new ForgedSigner(SharedIdentities.Alice()) { Named = SmimeHelpdesk.Verification.Pkix.ParsedCertificate.Parse(HugeRsa.Leaf) }) { Certificates = [HugeRsa.Leaf, .. HugeRsa.Authorities] }),
        ["deep MIME: parts in parts"] = () => ForgedMail.Plain(Nested(Megabyte)),
        ["deep MIME: parts in parts, signed"] = () => Signed(new ForgedSignature(Nested(Megabyte), new ForgedSigner(Slow))),
        ["deep MIME: messages in messages"] = () => ForgedMail.Plain(Mail.Crlf(Repeat("Content-Type: message/rfc822\n\n", Megabyte) + "\n\nx")),
        ["many SANs: alternative names"] = () => Signed(ManyNames.Signed),
        ["many SANs: too many alternative names"] = () => Signed(ManyNames.SignedByTooMany),
        ["many SANs: alternative names below constraints"] = () => Signed(ManyNames.SignedBelowConstraints),
        ["slow KDF: password recipients of huge counts"] = () => Encrypted("AES-256-CBC", Filler(1000), [.. Enumerable.Repeat<Func<byte[], byte[]>>(_ => PasswordRecipient(int.MaxValue), 400)]),
        ["deep MIME: header"] = () => Mail.Crlf("Subject: x\n" + Repeat("X: y\n", Megabyte)),
    };

    private static string[] Digests =>
    [
        CmsOids.Md5, CmsOids.Sha1, CmsOids.Sha224, CmsOids.Ripemd160, CmsOids.Shake256, "2.16.840.1.101.3.4.2.8", "2.16.840.1.101.3.4.2.10", CmsOids.Sha512,
    ];

    private static byte[] Bare => Encoding.ASCII.GetBytes("Content-Type: text/plain\n\n" + Repeat("x\n", Megabyte));

    private static byte[] Filler(int length) => Encoding.ASCII.GetBytes("Content-Type: text/plain\r\n\r\n" + new string('x', length) + "\r\n");

    private static string Repeat(string text, int length) => string.Concat(Enumerable.Repeat(text, length / text.Length));

    // As far as a ratio lets it: a file that does not compress buys room for text that costs.
    private static byte[] Expanding(string type, string text, int length = int.MaxValue)
    {
        byte[] file = RandomNumberGenerator.GetBytes(Megabyte * 9 / 10);
        int room = (SmimeLimits.Default.MaximumCompressionRatio * Megabyte * 9 / 10) - file.Length;
        byte[] lines = Encoding.ASCII.GetBytes(Repeat(text, Math.Min(length - 100, room)));
        byte[] content = [.. Mail.Crlf($"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: {type}\n\n"), .. lines, .. Mail.Crlf("\n--b\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: binary\n\n"), .. file, .. Mail.Crlf("\n--b--\n")];
        return ForgedMail.Plain(ForgedMail.BinaryPart(ForgedCompression.Encode(content), "application/pkcs7-mime"));
    }

    private static byte[] Pattern(int length)
    {
        byte[] pattern = new byte[length];
        byte[] seed = RandomNumberGenerator.GetBytes(258);
        for (int at = 0; at < length; at += seed.Length)
        {
            seed.AsSpan(0, Math.Min(seed.Length, length - at)).CopyTo(pattern.AsSpan(at));
        }

        return pattern;
    }

    private static byte[] Signed(ForgedSignature signature) => Binary(signature.Encode());

    private static byte[] Binary(byte[] cms) => ForgedMail.Plain(ForgedMail.BinaryPart(cms, "application/pkcs7-mime; smime-type=signed-data"));

    private static byte[] Layers(byte[] entity, int count = 8) => ForgedMail.Plain(Enumerable.Range(0, count).Aggregate(
        entity, (inner, _) => ForgedMail.BinaryPart(new ForgedSignature(inner, new ForgedSigner(Slow)).Encode(), "application/pkcs7-mime; smime-type=signed-data")));

    private static byte[][] Certificates(int count, int size) =>
        [.. Enumerable.Range(0, count).Select(i => Ber.Sequence(Ber.Integer(i), Ber.Sequence([.. Enumerable.Repeat(Ber.Null, size / 2)]), Ber.Null))];

    private static byte[][] Impostors(int count) => [.. Enumerable.Range(0, count).Select(_ => KeyedIdentity.Impostor(Slow).Certificate.Der.ToArray())];

    private static byte[][] Authorities(string name, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => PlannedCertificate.Encode(new CertificatePlan(name) { IssuerName = "CN=Test Root CA" }, PlannedKey.Create("brainpoolP512r1")))];

    private static byte[][] ManyAttributes(int count, int values) =>
        [.. Enumerable.Range(0, count).Select(i => ForgedSigner.Attribute("1.2.3." + i, [.. Enumerable.Range(0, values).Select(value => Ber.Octets(new byte[20]))]))];

    private static byte[] Reversed(IReadOnlyList<byte[]> attributes) => Ber.Set([.. attributes.Reverse()]);

    private static byte[] Deep(int length) => [.. Enumerable.Repeat<byte[]>([0x30, 0x80], length / 2).SelectMany(level => level)];

    // Each part is the first of the one around it.
    private static byte[] Nested(int length) =>
        Mail.Crlf(string.Concat(Enumerable.Range(0, length / 55).Select(i => $"Content-Type: multipart/mixed; boundary={i}\n\n--{i}\n")) + "\nx\n");

    private static byte[] PasswordRecipient(int iterations) => Ber.Context(
        3,
        Ber.Integer(0),
        Ber.Retagged(0xA0, Ber.Algorithm("1.2.840.113549.1.5.12", Ber.Sequence(Ber.Octets(new byte[8]), Ber.Integer(iterations)))),
        Ber.Algorithm("1.2.840.113549.1.9.16.3.9", Ber.Algorithm("2.16.840.1.101.3.4.1.42", Ber.Octets(new byte[16]))),
        Ber.Octets(new byte[48]));

    private static Func<byte[], byte[]> Wrapped(string kind) => ForgedRecipient.KeyTransport(SharedIdentities.Desk(kind));

    private static byte[] Entry(int size) => Ber.Sequence(
        Ber.Integer(0), ForgedSigner.IssuerAndSerial(SharedIdentities.Alice().Certificate), Ber.Algorithm(CmsOids.RsaEncryption, Ber.Null), Ber.Octets(new byte[size]));

    private static byte[] Encrypted(string cipher, byte[] content, Func<byte[], byte[]>[] recipients) =>
        ForgedMail.Plain(ForgedMail.BinaryPart(ForgedEnvelope.For(cipher, content, recipients).Encode(), "application/pkcs7-mime; smime-type=enveloped-data"));

    // Content that begins and ends well under one key, is no mail in between, and so on: the most that a sender can make it look right.
    private static byte[] GoodEnds() => Encrypted("3DES-CBC", Filler(Megabyte), [.. Enumerable.Range(0, 16).Select<int, Func<byte[], byte[]>>(_ => key => Wrapped("RSA-4096")([.. key.AsSpan(0, 23), (byte)(key[23] ^ 2)]))]);

    private static byte[] Flip(byte[] signature)
    {
        byte[] changed = [.. signature];
        changed[^1] ^= 1;
        return changed;
    }
}
