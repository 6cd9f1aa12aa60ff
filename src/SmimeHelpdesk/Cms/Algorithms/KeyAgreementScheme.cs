using System.Security.Cryptography;

namespace SmimeHelpdesk.Cms.Algorithms;

/// <summary>The key agreement schemes of RFC 5753 and RFC 8418 by their OIDs.</summary>
/// <param name="Hash">The derivation's hash.</param>
/// <param name="IsHkdf">HKDF (RFC 8418 section 2.2) rather than X9.63.</param>
internal sealed record KeyAgreementScheme(HashAlgorithmName Hash, bool IsHkdf)
{
    /// <summary>The scheme of an OID; null when unknown. Cofactor schemes equal standard ones on curves with cofactor 1, which all supported ones have.</summary>
    public static KeyAgreementScheme? FromOid(string oid) => oid switch
    {
        "1.3.133.16.840.63.0.2" or "1.3.133.16.840.63.0.3" => new(HashAlgorithmName.SHA1, false),
        "1.3.132.1.11.0" or "1.3.132.1.14.0" => new(new HashAlgorithmName("SHA224"), false),
        "1.3.132.1.11.1" or "1.3.132.1.14.1" => new(HashAlgorithmName.SHA256, false),
        "1.3.132.1.11.2" or "1.3.132.1.14.2" => new(HashAlgorithmName.SHA384, false),
        "1.3.132.1.11.3" or "1.3.132.1.14.3" => new(HashAlgorithmName.SHA512, false),
        "1.2.840.113549.1.9.16.3.19" => new(HashAlgorithmName.SHA256, true),
        "1.2.840.113549.1.9.16.3.20" => new(HashAlgorithmName.SHA384, true),
        "1.2.840.113549.1.9.16.3.21" => new(HashAlgorithmName.SHA512, true),
        _ => null,
    };
}
