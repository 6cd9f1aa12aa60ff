using SmimeHelpdesk;

namespace MiniDesk.Web;

/// <summary>Whose certificates are believed.</summary>
internal static class DeskTrust
{
    public static TrustAnchors Load(DeskSettings settings) =>
        settings.TrustedCertificates is { Length: > 0 } file ? TrustAnchors.FromPem(File.ReadAllText(file)) : TrustAnchors.FromSystem();
}
