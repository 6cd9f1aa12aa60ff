using Org.BouncyCastle.Asn1.X509;

namespace SmimeHelpdesk.Verification.Pkix;

internal static class PublicKeyDescriber
{
    /// <summary>Names a key and grades it from its encoding alone; never computes with it, never throws for an unknown kind.</summary>
    public static PublicKeyInfo Describe(SubjectPublicKeyInfo info) => throw new NotImplementedException();
}
