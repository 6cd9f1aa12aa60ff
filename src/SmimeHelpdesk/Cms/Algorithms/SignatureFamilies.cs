namespace SmimeHelpdesk.Cms.Algorithms;

/// <summary>Which signature identifiers belong to which scheme.</summary>
internal static class SignatureFamilies
{
    /// <summary>rsaEncryption, as CMS writes it, or an identifier that combines PKCS #1 v1.5 with a digest.</summary>
    public static bool IsRsaPkcs1(string oid) =>
        oid is "1.2.840.113549.1.1.1" or "1.2.840.113549.1.1.2" or "1.2.840.113549.1.1.4" or "1.2.840.113549.1.1.5"
            or "1.2.840.113549.1.1.11" or "1.2.840.113549.1.1.12" or "1.2.840.113549.1.1.13" or "1.2.840.113549.1.1.14"
            or "1.3.14.3.2.29" or "1.3.36.3.3.1.2" or "2.16.840.1.101.3.4.3.13" or "2.16.840.1.101.3.4.3.14" or "2.16.840.1.101.3.4.3.15" or "2.16.840.1.101.3.4.3.16";

    /// <summary>ecdsa-with-…; some programs write the key's own identifier (id-ecPublicKey) instead.</summary>
    public static bool IsEcdsa(string oid) =>
        oid is "1.2.840.10045.4.1" or "1.2.840.10045.2.1" || oid.StartsWith("1.2.840.10045.4.3.", StringComparison.Ordinal)
        || oid is "2.16.840.1.101.3.4.3.9" or "2.16.840.1.101.3.4.3.10" or "2.16.840.1.101.3.4.3.11" or "2.16.840.1.101.3.4.3.12";
}
