using System.Buffers.Binary;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Agreement;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Cms.Forge;

/// <summary>How a key agreement is made (RFC 5753, RFC 8418).</summary>
/// <param name="Scheme">The scheme's OID.</param>
/// <param name="Hash">Its hash, as BouncyCastle names it.</param>
/// <param name="Wrap">The key wrap's OID.</param>
internal sealed record AgreementPlan(string Scheme, string Hash, string Wrap)
{
    /// <summary>The scheme of RFC 8551 section 2.3.</summary>
    public static AgreementPlan Usual { get; } = new("1.3.132.1.11.1", "SHA-256", CmsOids.Aes256Wrap);

    /// <summary>The scheme of RFC 8418 for X25519.</summary>
    public static AgreementPlan Hkdf { get; } = new("1.2.840.113549.1.9.16.3.19", "SHA-256", CmsOids.Aes256Wrap);

    public byte[] UserKeyingMaterial { get; init; } = [];

    /// <summary>Whether NULL stands, and is hashed, where AES key wrap has no parameters.</summary>
    public bool HasNull { get; init; }

    /// <summary>Whether NULL stands there and is not hashed.</summary>
    public bool WritesNullOnly { get; init; }

    /// <summary>Whether the user keying material is HKDF's salt too.</summary>
    public bool IsSalted { get; init; }

    public bool IsCompressed { get; init; }

    public bool ByKeyIdentifier { get; init; }

    /// <summary>A last change of the ephemeral point.</summary>
    public Func<byte[], byte[]>? ChangePoint { get; init; }

    /// <summary>The secret to wrap with when it is not what the keys agree on.</summary>
    public byte[]? Secret { get; init; }

    public byte[] WrapAlgorithm => HasNull || WritesNullOnly ? Ber.Algorithm(Wrap, Ber.Null) : Ber.Algorithm(Wrap);

    public static int WrapKeySize(string wrap) => wrap == CmsOids.Aes128Wrap ? 16 : wrap == CmsOids.Aes192Wrap ? 24 : 32;

    public byte[] DeriveWrapKey(byte[] secret)
    {
        int size = WrapKeySize(Wrap);
        byte[] bits = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bits, size * 8);
        byte[] info = Ber.Sequence(
        [
            HasNull ? Ber.Algorithm(Wrap, Ber.Null) : Ber.Algorithm(Wrap),
            .. UserKeyingMaterial.Length > 0 ? [Ber.Context(0, Ber.Octets(UserKeyingMaterial))] : Array.Empty<byte[]>(),
            Ber.Context(2, Ber.Octets(bits)),
        ]);
        byte[] key = new byte[size];
        IDerivationFunction derivation = Scheme.StartsWith("1.2.840.113549", StringComparison.Ordinal)
            ? new HkdfBytesGenerator(DigestUtilities.GetDigest(Hash))
            : new Kdf2BytesGenerator(DigestUtilities.GetDigest(Hash));
        derivation.Init(derivation is HkdfBytesGenerator ? new HkdfParameters(secret, IsSalted ? UserKeyingMaterial : null, info) : new KdfParameters(secret, info));
        derivation.GenerateBytes(key, 0, size);
        return key;
    }

    public (byte[] Point, byte[] Secret) Agree(KeyedIdentity recipient)
    {
        AsymmetricKeyParameter key = PublicKeyFactory.CreateKey(recipient.Certificate.Structure.SubjectPublicKeyInfo);
        (byte[] point, byte[] secret) = key is X25519PublicKeyParameters x25519 ? AgreeX25519(x25519) : AgreeCurve((ECPublicKeyParameters)key);
        return (ChangePoint?.Invoke(point) ?? point, Secret ?? secret);
    }

    private static (byte[] Point, byte[] Secret) AgreeX25519(X25519PublicKeyParameters key)
    {
        var ephemeral = new X25519PrivateKeyParameters(new SecureRandom());
        byte[] secret = new byte[32];
        ephemeral.GenerateSecret(key, secret, 0);
        return (ephemeral.GeneratePublicKey().GetEncoded(), secret);
    }

    private (byte[] Point, byte[] Secret) AgreeCurve(ECPublicKeyParameters key)
    {
        var generator = new ECKeyPairGenerator();
        generator.Init(new ECKeyGenerationParameters(key.Parameters, new SecureRandom()));
        AsymmetricCipherKeyPair pair = generator.GenerateKeyPair();
        var agreement = new ECDHCBasicAgreement();
        agreement.Init(pair.Private);
        byte[] secret = Org.BouncyCastle.Utilities.BigIntegers.AsUnsignedByteArray(agreement.GetFieldSize(), agreement.CalculateAgreement(key));
        return (((ECPublicKeyParameters)pair.Public).Q.GetEncoded(IsCompressed), secret);
    }
}
