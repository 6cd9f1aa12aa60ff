using SmimeHelpdesk.Interop.Tests.Limits;
using SmimeHelpdesk.Interop.Tests.Matrix;

namespace SmimeHelpdesk.Interop.Tests.Programs;

/// <summary>The programs of the matrix.</summary>
internal static class PeerCatalog
{
    public static PeerDescription OpenSsl { get; } = new("OpenSSL", "`openssl cms`", OpenSslPeer.StartAsync, OpenSslLimits.All);

    public static PeerDescription Gpgsm { get; } = new("gpgsm", "Kleopatra, KMail, GpgOL", GpgsmPeer.StartAsync, GpgsmLimits.All);

    public static PeerDescription Nss { get; } = new("NSS", "older Thunderbird, Evolution", NssPeer.StartAsync, NssLimits.System);

    public static PeerDescription ThunderbirdsNss { get; } = new("NSS of Thunderbird", "Thunderbird's own library", NssPeer.StartThunderbirdsAsync, NssLimits.Thunderbirds);

    public static IReadOnlyList<PeerDescription> All { get; } = [OpenSsl, Gpgsm, Nss, ThunderbirdsNss];
}
