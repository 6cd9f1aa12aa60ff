using System.Formats.Asn1;
using Org.BouncyCastle.Crypto.Generators;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>scrypt-params (RFC 7914 section 7).</summary>
internal sealed record ScryptParameters(byte[] Salt, int Cost, int BlockSize, int Parallelization, int? KeyLength)
{
    public const string Oid = "1.3.6.1.4.1.11591.4.11";
    private const long MaximumMemory = 256L << 20;

    public static ScryptParameters Read(AlgorithmId algorithm)
    {
        AsnReader sequence = algorithm.ParameterSequence();
        if (!sequence.TryReadPrimitiveOctetString(out ReadOnlyMemory<byte> salt))
        {
            throw new CmsFormatException("A salt is not an octet string.");
        }

        int cost = sequence.ReadCount();
        int blockSize = sequence.ReadCount();
        int parallelization = sequence.ReadCount();
        int? keyLength = sequence.HasData ? sequence.ReadCount() : null;
        return new ScryptParameters(salt.ToArray(), cost, blockSize, parallelization, keyLength);
    }

    public byte[] Derive(byte[] password, int length, ImportContext context)
    {
        // Each factor is below 2^31, so their product is compared in steps that cannot overflow.
        LimitExceededException.ThrowIfAbove((long)Cost * BlockSize, MaximumMemory / 128, nameof(SmimeLimits.MaximumKdfIterations));
        LimitExceededException.ThrowIfAbove((long)BlockSize * Parallelization, MaximumMemory / 128, nameof(SmimeLimits.MaximumKdfIterations));
        context.Budget.Spend((long)Cost * BlockSize * Parallelization);
        return context.Secrets.Own(SCrypt.Generate(password, Salt, Cost, BlockSize, Parallelization, length));
    }
}
