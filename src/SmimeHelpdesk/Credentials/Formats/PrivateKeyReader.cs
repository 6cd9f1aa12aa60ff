using System.Formats.Asn1;
using SmimeHelpdesk.Cms;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>Takes private keys of every kind into the form that is stored.</summary>
internal static class PrivateKeyReader
{
    /// <summary>PrivateKeyInfo (RFC 5958).</summary>
    public static void ReadPkcs8(ReadOnlyMemory<byte> encoded, ImportContext context)
    {
        AsnReader sequence = DerReading.Reader(encoded).ReadSequence();
        if (!sequence.TryReadInt32(out int version) || version is not (0 or 1))
        {
            throw new CmsFormatException("A private key has an unknown version.");
        }

        AlgorithmId algorithm = AlgorithmId.Read(sequence);
        ReadOnlyMemory<byte> privateKey = sequence.ReadOctets(context.Secrets);
        Take(context, () => algorithm.Oid switch
        {
            _ when KeyOids.IsRsa(algorithm.Oid) => RsaKeyReader.Read(privateKey, algorithm, context),
            _ when KeyOids.IsEllipticCurve(algorithm.Oid) =>
                EllipticCurveKeyReader.Read(privateKey, EllipticCurves.Identify(algorithm.Parameters), context),
            _ when KeyOids.IsEdwards(algorithm.Oid) => EdwardsKeyReader.Read(privateKey, algorithm.Oid, context),
            _ when KeyOids.IsMlDsa(algorithm.Oid) || KeyOids.IsMlKem(algorithm.Oid) =>
                PostQuantumKeyReader.Read(privateKey.Span, algorithm.Oid, context),
            _ => throw new UnsupportedKeyException("algorithm"),
        });
    }

    /// <summary>RSAPrivateKey (RFC 8017 appendix A.1.2).</summary>
    public static void ReadPkcs1(ReadOnlyMemory<byte> encoded, ImportContext context) =>
        Take(context, () => RsaKeyReader.Read(encoded, new AlgorithmId(KeyOids.Rsa, default), context));

    /// <summary>ECPrivateKey (RFC 5915); one that does not name its curve waits until all files were read.</summary>
    public static void ReadSec1(ReadOnlyMemory<byte> encoded, ImportContext context)
    {
        context.Found.CountKey();
        if (EllipticCurveKeyReader.Read(encoded, null, context) is { } key)
        {
            context.Found.AddKey(key);
        }
        else
        {
            context.Found.KeysWithoutCurve.Add(encoded);
        }
    }

    /// <summary>EncryptedPrivateKeyInfo (RFC 5958 section 3).</summary>
    public static void ReadEncrypted(ReadOnlyMemory<byte> encoded, bool withinPkcs12, ImportContext context)
    {
        AsnReader sequence = DerReading.Reader(encoded).ReadSequence();
        AlgorithmId algorithm = AlgorithmId.Read(sequence);
        ReadOnlyMemory<byte> ciphertext = sequence.ReadOctets(context.Secrets);

        // A PKCS #12 file may be made with an empty password, and most programs open it without asking for one.
        if (!context.Password.IsGiven && !withinPkcs12)
        {
            context.Found.IsPasswordMissing = true;
            return;
        }

        ReadOnlyMemory<byte>? plaintext = PasswordBasedEncryption.Decrypt(algorithm, ciphertext, withinPkcs12, IsPkcs8, context);
        if (plaintext is { } pkcs8)
        {
            ReadPkcs8(pkcs8, context);
        }
        else
        {
            context.Found.ReportWrongPassword(context.Password);
        }
    }

    /// <summary>Tries the likely curves on keys that do not name one: the parameters beside them, the certificates', the size's.</summary>
    public static void ReadKeysWithoutCurve(ImportContext context)
    {
        HashSet<string?> identities = [.. context.Found.Certificates.Select(PublicKeyIdentity.Of)];
        foreach (ReadOnlyMemory<byte> encoded in context.Found.KeysWithoutCurve)
        {
            int size = EllipticCurveKeyReader.NumberSize(encoded, context);
            IEnumerable<string?> curves = context.Found.CurveHint is { } hint
                ? [hint]
                : [.. context.Found.Certificates.Select(PublicKeyIdentity.CurveOf), EllipticCurves.BySize(size)];
            List<ImportedKey> candidates = [.. curves
                .OfType<string>().Distinct().Where(curve => EllipticCurves.NumberSize(curve) == size)
                .Select(curve => EllipticCurveKeyReader.Read(encoded, curve, context)!)];
            context.Found.AddKey(candidates.Find(key => identities.Contains(key.Identity))
                ?? candidates.FirstOrDefault()
                ?? throw new UnsupportedKeyException("unnamed curve"));
        }
    }

    private static void Take(ImportContext context, Func<ImportedKey?> read)
    {
        context.Found.CountKey();
        context.Found.AddKey(read() ?? throw new CmsFormatException("A key names no curve."));
    }

    private static bool IsPkcs8(ReadOnlyMemory<byte> plaintext) => Structures.Recognize(plaintext) == StructureKind.PrivateKeyInfo;
}
