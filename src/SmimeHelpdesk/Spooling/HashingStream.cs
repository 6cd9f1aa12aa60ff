using System.Security.Cryptography;

namespace SmimeHelpdesk.Spooling;

/// <summary>Hashes what is written to it, and passes it on.</summary>
internal sealed class HashingStream(HashAlgorithmName algorithm, Stream output) : WritingStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(algorithm);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _hash.AppendData(buffer);
        output.Write(buffer);
    }

    public byte[] GetHash() => _hash.GetHashAndReset();

    protected override void Dispose(bool disposing)
    {
        _hash.Dispose();
        base.Dispose(disposing);
    }
}
