namespace SmimeHelpdesk.Cms.Algorithms;

/// <summary>The key agreement schemes of RFC 5753 and RFC 8418 by their OIDs.</summary>
/// <param name="Hash">The derivation's hash.</param>
/// <param name="IsHkdf">HKDF (RFC 8418 section 2.2) rather than X9.63.</param>
internal sealed record KeyAgreementScheme(DigestAlgorithm Hash, bool IsHkdf)
{
    private const string Sha1 = "1.3.14.3.2.26";
    private const string Sha224 = "2.16.840.1.101.3.4.2.4";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string Sha384 = "2.16.840.1.101.3.4.2.2";
    private const string Sha512 = "2.16.840.1.101.3.4.2.3";

    /// <summary>The scheme of an OID; null when unknown. Cofactor schemes equal standard ones on curves with cofactor 1, which all supported ones have.</summary>
    public static KeyAgreementScheme? FromOid(string oid) => oid switch
    {
        "1.3.133.16.840.63.0.2" or "1.3.133.16.840.63.0.3" => X963(Sha1),
        "1.3.132.1.11.0" or "1.3.132.1.14.0" => X963(Sha224),
        "1.3.132.1.11.1" or "1.3.132.1.14.1" => X963(Sha256),
        "1.3.132.1.11.2" or "1.3.132.1.14.2" => X963(Sha384),
        "1.3.132.1.11.3" or "1.3.132.1.14.3" => X963(Sha512),
        "1.2.840.113549.1.9.16.3.19" => Hkdf(Sha256),
        "1.2.840.113549.1.9.16.3.20" => Hkdf(Sha384),
        "1.2.840.113549.1.9.16.3.21" => Hkdf(Sha512),
        _ => null,
    };

    private static KeyAgreementScheme X963(string hash) => new(DigestAlgorithm.FromOid(hash)!, false);

    private static KeyAgreementScheme Hkdf(string hash) => new(DigestAlgorithm.FromOid(hash)!, true);
}
