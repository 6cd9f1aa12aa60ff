using System.Security.Cryptography;

namespace SmimeHelpdesk.Benchmarks.Fixtures;

/// <summary>The keys of a benchmark: every certificate of the path has the same kind.</summary>
public enum KeyKind
{
    Rsa2048,
    Rsa4096,
    P256,
}

internal static class KeyKinds
{
    public static string Name(this KeyKind kind) => kind switch
    {
        KeyKind.Rsa2048 => "RSA-2048",
        KeyKind.Rsa4096 => "RSA-4096",
        _ => "P-256",
    };

    public static AsymmetricAlgorithm Create(this KeyKind kind) => kind switch
    {
        KeyKind.Rsa2048 => RSA.Create(2048),
        KeyKind.Rsa4096 => RSA.Create(4096),
        _ => ECDsa.Create(ECCurve.NamedCurves.nistP256),
    };
}
