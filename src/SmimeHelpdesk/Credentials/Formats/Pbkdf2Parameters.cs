using System.Formats.Asn1;
using SmimeHelpdesk.Cms;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>PBKDF2-params (RFC 8018 appendix A.2).</summary>
internal sealed record Pbkdf2Parameters(byte[] Salt, int Iterations, int? KeyLength, KdfDigest Digest)
{
    public const string Oid = "1.2.840.113549.1.5.12";

    public static Pbkdf2Parameters Read(AlgorithmId algorithm)
    {
        AsnReader sequence = algorithm.ParameterSequence();
        if (!sequence.TryReadPrimitiveOctetString(out ReadOnlyMemory<byte> salt))
        {
            throw new CmsFormatException("A salt is not an octet string.");
        }

        int iterations = sequence.ReadCount();
        int? keyLength = sequence.IsNext(Asn1Tag.Integer) ? sequence.ReadCount() : null;
        KdfDigest digest = sequence.HasData ? KdfDigest.FromHmacOid(AlgorithmId.Read(sequence).Oid) : KdfDigest.Sha1;
        return new Pbkdf2Parameters(salt.ToArray(), iterations, keyLength, digest);
    }

    public byte[] Derive(byte[] password, int length, ImportContext context)
    {
        context.Budget.Spend(Iterations, (length + Digest.Size - 1) / Digest.Size);
        byte[] derived = context.Secrets.Octets(length);
        Digest.Pbkdf2(password, Salt, Iterations, derived);
        return derived;
    }
}
