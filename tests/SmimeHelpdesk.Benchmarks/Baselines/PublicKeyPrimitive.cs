using System.Security.Cryptography;

namespace SmimeHelpdesk.Benchmarks.Baselines;

/// <summary>One computation each with a key that is open.</summary>
internal abstract class PublicKeyPrimitive
{
    public abstract void Sign(byte[] hash);

    public abstract void Verify();

    /// <summary>Encrypts a content key to the key, or agrees on what wraps it.</summary>
    public abstract void Wrap();

    public abstract void Unwrap();

    public static PublicKeyPrimitive Create(AsymmetricAlgorithm key) => key is RSA rsa ? new RsaPrimitive(rsa) : new CurvePrimitive((ECDsa)key);

    private sealed class RsaPrimitive(RSA key) : PublicKeyPrimitive
    {
        private readonly byte[] _contentKey = RandomNumberGenerator.GetBytes(32);
        private readonly byte[] _wrapped = key.Encrypt(RandomNumberGenerator.GetBytes(32), RSAEncryptionPadding.Pkcs1);
        private readonly byte[] _hash = RandomNumberGenerator.GetBytes(32);
        private byte[]? _signature;

        public override void Sign(byte[] hash) => key.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        public override void Verify()
        {
            _signature ??= key.SignHash(_hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            key.VerifyHash(_hash, _signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }

        public override void Wrap() => key.Encrypt(_contentKey, RSAEncryptionPadding.Pkcs1);

        public override void Unwrap() => key.Decrypt(_wrapped, RSAEncryptionPadding.Pkcs1);
    }

    private sealed class CurvePrimitive(ECDsa key) : PublicKeyPrimitive
    {
        private readonly ECDiffieHellman _own = ECDiffieHellman.Create(key.ExportParameters(true));
        private readonly ECDiffieHellman _other = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        private readonly byte[] _hash = RandomNumberGenerator.GetBytes(32);
        private byte[]? _signature;

        public override void Sign(byte[] hash) => key.SignHash(hash);

        public override void Verify()
        {
            _signature ??= key.SignHash(_hash);
            key.VerifyHash(_hash, _signature);
        }

        public override void Wrap()
        {
            using ECDiffieHellman ephemeral = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
            ephemeral.DeriveRawSecretAgreement(_other.PublicKey);
        }

        public override void Unwrap() => _own.DeriveRawSecretAgreement(_other.PublicKey);
    }
}
