using ConsoleDemo.Cli;
using SmimeHelpdesk;

namespace ConsoleDemo.Setup;

/// <summary>Whom to trust: <c>--trust</c>, <c>--trust-system</c> and <c>--intermediate</c> together.</summary>
internal static class TrustFiles
{
    public static TrustAnchors Load(CommandLine line)
    {
        try
        {
            TrustAnchors anchors = TrustAnchors.FromCertificates(CertificateFiles.Load(line.Trust), CertificateFiles.Load(line.Intermediates));
            return line.TrustSystem ? anchors.Union(TrustAnchors.FromSystem()) : anchors;
        }
        catch (ArgumentException exception)
        {
            throw new UsageException("A certificate of --trust or --intermediate cannot be used: " + exception.Message);
        }
    }
}
