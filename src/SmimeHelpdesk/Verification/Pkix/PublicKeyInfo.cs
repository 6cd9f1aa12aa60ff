namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>A public key, described without computing with it.</summary>
/// <param name="Name">Such as <c>RSA-3072</c>, <c>RSA-PSS-3072</c>, <c>EC-P-256</c>, <c>EC-brainpoolP256r1</c>, <c>Ed25519</c>, <c>X25519</c>, <c>ML-DSA-65</c>, or an OID.</param>
/// <param name="Family">What it can be used with.</param>
/// <param name="Bits">The modulus or field size; the parameter-set's nominal size for others.</param>
/// <param name="Strength">The grade.</param>
internal sealed record PublicKeyInfo(string Name, KeyFamily Family, int Bits, KeyStrength Strength)
{
    /// <summary>Whether the key's own identifier restricts it to key agreement (id-ecDH, RFC 5480 section 2.1.2).</summary>
    public bool IsForAgreementOnly { get; init; }
}

internal enum KeyFamily
{
    Unknown = 0,
    Rsa,
    RsaPss,
    EllipticCurve,
    Ed25519,
    Ed448,
    X25519,
    X448,
    MlDsa,
    MlKem,
    Dsa,
}
