using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;
using SmimeHelpdesk.Cms.Algorithms;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>A block cipher in CBC mode that decrypts any run of whole blocks; padding is not its concern.</summary>
internal abstract class CbcCipher : IDisposable
{
    public abstract int BlockSize { get; }

    /// <summary>Whether a mebibyte takes well under a millisecond.</summary>
    public virtual bool IsFast => false;

    public static CbcCipher Create(ContentCipher cipher, byte[] key) => cipher.Mode switch
    {
        Algorithms.CipherMode.AesCbc => new BclCipher(Aes.Create(), key),
        Algorithms.CipherMode.TripleDesCbc => new BclCipher(TripleDES.Create(), key),
        _ => new Rc2Cipher(key, cipher.EffectiveBits),
    };

    /// <summary>Decrypts blocks; the previous one is the IV, or the ciphertext block before them.</summary>
    public abstract void Decrypt(ReadOnlySpan<byte> blocks, ReadOnlySpan<byte> previous, Span<byte> plaintext);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    private sealed class BclCipher : CbcCipher
    {
        private readonly SymmetricAlgorithm _algorithm;

        public BclCipher(SymmetricAlgorithm algorithm, byte[] key)
        {
            _algorithm = algorithm;
            _algorithm.Key = key;
        }

        public override int BlockSize => _algorithm.BlockSize / 8;

        public override bool IsFast => _algorithm is Aes;

        public override void Decrypt(ReadOnlySpan<byte> blocks, ReadOnlySpan<byte> previous, Span<byte> plaintext) =>
            _algorithm.DecryptCbc(blocks, previous, plaintext, PaddingMode.None);

        protected override void Dispose(bool disposing)
        {
            _algorithm.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class Rc2Cipher(byte[] key, int effectiveBits) : CbcCipher
    {
        public override int BlockSize => 8;

        public override void Decrypt(ReadOnlySpan<byte> blocks, ReadOnlySpan<byte> previous, Span<byte> plaintext)
        {
            var engine = new CbcBlockCipher(new RC2Engine());
            engine.Init(false, new ParametersWithIV(new RC2Parameters(key, effectiveBits), previous.ToArray()));
            for (int at = 0; at < blocks.Length; at += BlockSize)
            {
                engine.ProcessBlock(blocks[at..], plaintext[at..]);
            }
        }
    }
}
