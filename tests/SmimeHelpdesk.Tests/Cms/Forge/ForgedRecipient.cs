using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Encodings;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Kems;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Cms.Forge;

/// <summary>RecipientInfo structures, made by BouncyCastle's primitives, which the library shares only in part.</summary>
internal static class ForgedRecipient
{
    /// <summary>RSA PKCS #1 v1.5.</summary>
    public static Func<byte[], byte[]> KeyTransport(KeyedIdentity recipient, bool byKeyIdentifier = false, Func<byte[], byte[]>? change = null) => key =>
    {
        var engine = new Pkcs1Encoding(new RsaBlindedEngine());
        engine.Init(true, new ParametersWithRandom(PublicKeyFactory.CreateKey(recipient.Certificate.Structure.SubjectPublicKeyInfo)));
        byte[] encrypted = engine.ProcessBlock(key, 0, key.Length);
        return Ber.Sequence(
            Ber.Integer(byKeyIdentifier ? 2 : 0), Identifier(recipient, byKeyIdentifier), Ber.Algorithm(CmsOids.RsaEncryption, Ber.Null), Ber.Octets(change?.Invoke(encrypted) ?? encrypted));
    };

    /// <summary>RSA OAEP with any hashes and label.</summary>
    public static Func<byte[], byte[]> Oaep(KeyedIdentity recipient, string hash, string mask, byte[] label) => key =>
    {
        var engine = new OaepEncoding(new RsaBlindedEngine(), DigestUtilities.GetDigest(hash), DigestUtilities.GetDigest(mask), label);
        engine.Init(true, new ParametersWithRandom(PublicKeyFactory.CreateKey(recipient.Certificate.Structure.SubjectPublicKeyInfo)));
        byte[] parameters = Ber.Sequence(
            Ber.Context(0, Ber.Algorithm(hash, Ber.Null)),
            Ber.Context(1, Ber.Algorithm(CmsOids.Mgf1, Ber.Algorithm(mask, Ber.Null))),
            Ber.Context(2, Ber.Algorithm("1.2.840.113549.1.1.9", Ber.Octets(label))));
        return Ber.Sequence(Ber.Integer(0), Identifier(recipient, false), Ber.Algorithm(CmsOids.RsaOaep, parameters), Ber.Octets(engine.ProcessBlock(key, 0, key.Length)));
    };

    /// <summary>Key agreement to one recipient.</summary>
    public static Func<byte[], byte[]> Agreement(KeyedIdentity recipient, AgreementPlan plan) => key =>
    {
        (byte[] point, byte[] secret) = plan.Agree(recipient);
        byte[] wrapped = AesWrap(plan.DeriveWrapKey(secret), key);
        byte[] entry = Ber.Sequence(
            plan.ByKeyIdentifier ? Ber.Context(0, Ber.Octets(recipient.Certificate.Extensions.SubjectKeyIdentifier.ToArray())) : ForgedSigner.IssuerAndSerial(recipient.Certificate),
            Ber.Octets(wrapped));
        return Ber.Context(
            1,
            [
                Ber.Integer(3),
                Ber.Context(0, Ber.Context(1, Ber.Algorithm(recipient.Certificate.PublicKey.Name == "X25519" ? "1.3.101.110" : "1.2.840.10045.2.1"), Ber.Bits(point))),
                .. plan.UserKeyingMaterial.Length > 0 ? [Ber.Context(1, Ber.Octets(plan.UserKeyingMaterial))] : Array.Empty<byte[]>(),
                Ber.Algorithm(plan.Scheme, plan.WrapAlgorithm),
                Ber.Sequence(entry),
            ]);
    };

    /// <summary>ML-KEM (RFC 9629, RFC 9936).</summary>
    public static Func<byte[], byte[]> Kem(KeyedIdentity recipient, string wrap, HashAlgorithmName hash, byte[] ukm, int? statedLength = null) => key =>
    {
        var own = (MLKemPublicKeyParameters)PublicKeyFactory.CreateKey(recipient.Certificate.Structure.SubjectPublicKeyInfo);
        var encapsulator = new MLKemEncapsulator(own.Parameters);
        encapsulator.Init(new ParametersWithRandom(own, new SecureRandom()));
        byte[] ciphertext = new byte[encapsulator.EncapsulationLength];
        byte[] secret = new byte[encapsulator.SecretLength];
        encapsulator.Encapsulate(ciphertext, secret);
        int size = AgreementPlan.WrapKeySize(wrap);
        byte[][] material = ukm.Length > 0 ? [Ber.Context(0, Ber.Octets(ukm))] : [];
        byte[] info = Ber.Sequence([Ber.Algorithm(wrap), Ber.Integer(statedLength ?? size), .. material]);
        string kdf = hash == HashAlgorithmName.SHA256 ? "28" : hash == HashAlgorithmName.SHA384 ? "29" : "30";
        byte[] wrapped = AesWrap(HKDF.DeriveKey(hash, secret, size, null, info), key);
        return Other("1.2.840.113549.1.9.16.13.3", Ber.Sequence(
        [
            Ber.Integer(0),
            ForgedSigner.IssuerAndSerial(recipient.Certificate),
            Ber.Algorithm(recipient.Certificate.Structure.SubjectPublicKeyInfo.Algorithm.Algorithm.Id),
            Ber.Octets(ciphertext),
            Ber.Algorithm("1.2.840.113549.1.9.16.3." + kdf),
            Ber.Integer(statedLength ?? size),
            .. material,
            Ber.Algorithm(wrap),
            Ber.Octets(wrapped),
        ]));
    };

    /// <summary>A password's recipient ([3]), a shared key's ([2]), and ones that nobody knows.</summary>
    public static IReadOnlyList<Func<byte[], byte[]>> Strangers { get; } =
    [
        _ => Ber.Context(2, Ber.Integer(4), Ber.Sequence(Ber.Octets([1, 2, 3])), Ber.Algorithm(CmsOids.Aes256Wrap), Ber.Octets(new byte[40])),
        _ => Ber.Context(3, Ber.Integer(0), Ber.Algorithm("1.2.840.113549.1.9.16.3.9"), Ber.Octets(new byte[40])),
        _ => Other("1.2.3.4", Ber.Sequence(Ber.Integer(1))),
        _ => Ber.Context(9, Ber.Integer(1)),
        _ => Ber.Integer(7),
        _ => Ber.Sequence(Ber.Integer(0)),
    ];

    public static byte[] Identifier(KeyedIdentity recipient, bool byKeyIdentifier) => byKeyIdentifier
        ? Ber.ContextOctets(0, recipient.Certificate.Extensions.SubjectKeyIdentifier.ToArray())
        : ForgedSigner.IssuerAndSerial(recipient.Certificate);

    private static byte[] Other(string oid, byte[] value) => Ber.Context(4, Ber.Oid(oid), value);

    private static byte[] AesWrap(byte[] wrapKey, byte[] key)
    {
        var engine = new AesWrapEngine();
        engine.Init(true, new KeyParameter(wrapKey));
        return engine.Wrap(key, 0, key.Length);
    }
}
