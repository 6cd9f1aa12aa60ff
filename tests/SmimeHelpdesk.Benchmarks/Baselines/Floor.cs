using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Benchmarks.Fixtures;

namespace SmimeHelpdesk.Benchmarks.Baselines;

/// <summary>
/// What no implementation can avoid, done with .NET's primitives on keys that are open already: hash the content, compute with the
/// keys, encrypt or decrypt. No parsing, no encoding, no verdict.
/// </summary>
internal sealed class Floor
{
    // The mailbox's own copy makes two recipients.
    private const int Recipients = 2;

    private readonly byte[] _content;
    private readonly byte[] _hash = RandomNumberGenerator.GetBytes(32);
    private readonly PublicKeyPrimitive _key;
    private readonly SymmetricPrimitive _cipher;

    private Floor(Case item)
    {
        _content = RandomNumberGenerator.GetBytes(item.Size);
        _key = PublicKeyPrimitive.Create(Pki.Key(item.Pki.Mailbox));
        _cipher = new SymmetricPrimitive(_content, item.Gcm);
    }

    public static Action Prepare(Case item)
    {
        var floor = new Floor(item);
        return item.Operation switch
        {
            Operation.OpenSigned => floor.Verify,
            Operation.OpenEncrypted => floor.Decrypt,
            Operation.OpenBoth => () =>
            {
                floor.Decrypt();
                floor.Verify();
            },
            Operation.Sign => floor.Sign,
            Operation.Encrypt => floor.Encrypt,
            _ => () =>
            {
                floor.Sign();
                floor.Encrypt();
            },
        };
    }

    // The signer's signature, its certificate's, and the issuer's.
    private void Verify()
    {
        SHA256.HashData(_content, _hash);
        for (int i = 0; i < 3; i++)
        {
            _key.Verify();
        }
    }

    private void Decrypt()
    {
        _key.Unwrap();
        _cipher.Decrypt();
    }

    private void Sign()
    {
        SHA256.HashData(_content, _hash);
        _key.Sign(_hash);
    }

    private void Encrypt()
    {
        for (int i = 0; i < Recipients; i++)
        {
            _key.Wrap();
        }

        _cipher.Encrypt();
    }
}
