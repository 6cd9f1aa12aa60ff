using System.Security.Cryptography;

namespace SmimeHelpdesk.Benchmarks.Baselines;

/// <summary>AES-256 over a content, into buffers that are there already.</summary>
internal sealed class SymmetricPrimitive
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] _iv = RandomNumberGenerator.GetBytes(16);
    private readonly byte[] _tag = new byte[16];
    private readonly byte[] _plaintext;
    private readonly byte[] _ciphertext;
    private readonly bool _gcm;

    public SymmetricPrimitive(byte[] plaintext, bool gcm)
    {
        _plaintext = plaintext;
        _gcm = gcm;
        _ciphertext = new byte[gcm ? plaintext.Length : ((plaintext.Length / 16) + 1) * 16];
        Encrypt();
    }

    public void Encrypt()
    {
        if (_gcm)
        {
            using var cipher = new AesGcm(_key, _tag.Length);
            cipher.Encrypt(_iv.AsSpan(0, 12), _plaintext, _ciphertext, _tag);
            return;
        }

        using var aes = Aes.Create();
        aes.SetKey(_key);
        aes.EncryptCbc(_plaintext, _iv, _ciphertext);
    }

    public void Decrypt()
    {
        if (_gcm)
        {
            using var cipher = new AesGcm(_key, _tag.Length);
            cipher.Decrypt(_iv.AsSpan(0, 12), _ciphertext, _tag, _plaintext);
            return;
        }

        using var aes = Aes.Create();
        aes.SetKey(_key);
        aes.DecryptCbc(_ciphertext, _iv, _plaintext);
    }
}
