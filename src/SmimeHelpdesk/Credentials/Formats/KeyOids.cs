namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>The algorithm identifiers of private keys that are read.</summary>
internal static class KeyOids
{
    public const string Rsa = "1.2.840.113549.1.1.1";
    public const string RsaOaep = "1.2.840.113549.1.1.7";
    public const string RsaPss = "1.2.840.113549.1.1.10";
    public const string EllipticCurve = "1.2.840.10045.2.1";
    public const string EllipticCurveDh = "1.3.132.1.12";
    public const string X25519 = "1.3.101.110";
    public const string Ed25519 = "1.3.101.112";
    public const string Ed448 = "1.3.101.113";

    public static bool IsRsa(string oid) => oid is Rsa or RsaOaep or RsaPss;

    public static bool IsEllipticCurve(string oid) => oid is EllipticCurve or EllipticCurveDh;

    /// <summary>RFC 8410 keys: the private key is an octet string within the octet string.</summary>
    public static bool IsEdwards(string oid) => oid is X25519 or Ed25519 or Ed448;

    public static bool IsMlDsa(string oid) => oid is "2.16.840.1.101.3.4.3.17" or "2.16.840.1.101.3.4.3.18" or "2.16.840.1.101.3.4.3.19";

    public static bool IsMlKem(string oid) => oid is "2.16.840.1.101.3.4.4.1" or "2.16.840.1.101.3.4.4.2" or "2.16.840.1.101.3.4.4.3";
}
