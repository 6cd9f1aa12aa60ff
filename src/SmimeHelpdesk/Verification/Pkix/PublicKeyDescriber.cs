using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>Names a key and grades it from its encoding alone: a hostile key must cost nothing before a bound is checked.</summary>
internal static class PublicKeyDescriber
{
    private static readonly Dictionary<string, (string Name, int Bits)> Curves = new()
    {
        ["1.2.840.10045.3.1.7"] = ("P-256", 256),
        ["1.3.132.0.34"] = ("P-384", 384),
        ["1.3.132.0.35"] = ("P-521", 521),
        ["1.2.840.10045.3.1.1"] = ("P-192", 192),
        ["1.3.132.0.33"] = ("P-224", 224),
        ["1.3.132.0.10"] = ("secp256k1", 256),
        ["1.3.36.3.3.2.8.1.1.7"] = ("brainpoolP256r1", 256),
        ["1.3.36.3.3.2.8.1.1.9"] = ("brainpoolP320r1", 320),
        ["1.3.36.3.3.2.8.1.1.11"] = ("brainpoolP384r1", 384),
        ["1.3.36.3.3.2.8.1.1.13"] = ("brainpoolP512r1", 512),
    };

    private static readonly Dictionary<string, PublicKeyInfo> Fixed = new()
    {
        ["1.3.101.110"] = new("X25519", KeyFamily.X25519, 256, KeyStrength.Recommended),
        ["1.3.101.111"] = new("X448", KeyFamily.X448, 448, KeyStrength.Recommended),
        ["1.3.101.112"] = new("Ed25519", KeyFamily.Ed25519, 256, KeyStrength.Recommended),
        ["1.3.101.113"] = new("Ed448", KeyFamily.Ed448, 448, KeyStrength.Recommended),
        ["2.16.840.1.101.3.4.3.17"] = new("ML-DSA-44", KeyFamily.MlDsa, 44, KeyStrength.Recommended),
        ["2.16.840.1.101.3.4.3.18"] = new("ML-DSA-65", KeyFamily.MlDsa, 65, KeyStrength.Recommended),
        ["2.16.840.1.101.3.4.3.19"] = new("ML-DSA-87", KeyFamily.MlDsa, 87, KeyStrength.Recommended),
        ["2.16.840.1.101.3.4.4.1"] = new("ML-KEM-512", KeyFamily.MlKem, 512, KeyStrength.Recommended),
        ["2.16.840.1.101.3.4.4.2"] = new("ML-KEM-768", KeyFamily.MlKem, 768, KeyStrength.Recommended),
        ["2.16.840.1.101.3.4.4.3"] = new("ML-KEM-1024", KeyFamily.MlKem, 1024, KeyStrength.Recommended),
    };

    /// <summary>Describes a key. Never throws for an unknown kind.</summary>
    public static PublicKeyInfo Describe(SubjectPublicKeyInfo info)
    {
        string oid = info.Algorithm.Algorithm.Id;
        return oid switch
        {
            "1.2.840.113549.1.1.1" => Rsa(info, KeyFamily.Rsa, "RSA-"),
            "1.2.840.113549.1.1.10" => Rsa(info, KeyFamily.RsaPss, "RSA-PSS-"),

            // Restricted to OAEP (RFC 4055 section 4): neither a signature nor PKCS #1 v1.5 key transport may use it.
            "1.2.840.113549.1.1.7" => Rsa(info, KeyFamily.Unknown, "RSA-OAEP-"),
            "1.2.840.10045.2.1" => EllipticCurve(info),
            "1.3.132.1.12" => EllipticCurve(info) with { IsForAgreementOnly = true },
            "1.2.840.10040.4.1" => new PublicKeyInfo("DSA", KeyFamily.Dsa, 0, KeyStrength.Weak),
            _ => Fixed.TryGetValue(oid, out PublicKeyInfo? known) ? known : new PublicKeyInfo(oid, KeyFamily.Unknown, 0, KeyStrength.Weak),
        };
    }

    private static PublicKeyInfo Rsa(SubjectPublicKeyInfo info, KeyFamily family, string prefix)
    {
        int bits = RsaPublicKeyStructure.GetInstance(info.ParsePublicKey()).Modulus.BitLength;
        KeyStrength strength = bits < 2048 ? KeyStrength.Weak : bits < 3000 ? KeyStrength.Legacy : KeyStrength.Recommended;
        return new PublicKeyInfo(prefix + bits, family, bits, strength);
    }

    private static PublicKeyInfo EllipticCurve(SubjectPublicKeyInfo info)
    {
        var named = info.Algorithm.Parameters?.ToAsn1Object() as DerObjectIdentifier;
        if (named is not null && Curves.TryGetValue(named.Id, out (string Name, int Bits) known))
        {
            KeyStrength strength = known.Bits < 224 ? KeyStrength.Weak : known.Bits < 256 ? KeyStrength.Legacy : KeyStrength.Recommended;
            return new PublicKeyInfo("EC-" + known.Name, KeyFamily.EllipticCurve, known.Bits, strength);
        }

        // Explicit parameters let an attacker choose the arithmetic; an unnamed curve has no strength (RFC 5480 section 2.1.1).
        return new PublicKeyInfo("EC-" + (named?.Id ?? "explicit"), KeyFamily.Unknown, 0, KeyStrength.Weak);
    }
}
