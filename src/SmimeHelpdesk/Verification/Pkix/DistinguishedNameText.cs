using Org.BouncyCastle.Asn1.X509;

namespace SmimeHelpdesk.Verification.Pkix;

internal static class DistinguishedNameText
{
    /// <summary>A name for display, such as <c>CN=Alice, O=Example</c>: bounded, without control and bidirectional characters.</summary>
    public static string Render(X509Name name) => throw new NotImplementedException();
}
