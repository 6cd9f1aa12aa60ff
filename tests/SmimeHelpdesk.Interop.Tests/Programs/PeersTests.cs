using SmimeHelpdesk.Interop.Tests.Matrix;

namespace SmimeHelpdesk.Interop.Tests.Programs;

public sealed class OpenSslTests(RunningPeer running) : PeerTests(running)
{
    private protected override PeerDescription Description => PeerCatalog.OpenSsl;
}

public sealed class GpgsmTests(RunningPeer running) : PeerTests(running)
{
    private protected override PeerDescription Description => PeerCatalog.Gpgsm;
}

public sealed class NssTests(RunningPeer running) : PeerTests(running)
{
    private protected override PeerDescription Description => PeerCatalog.Nss;
}

public sealed class ThunderbirdsNssTests(RunningPeer running) : PeerTests(running)
{
    private protected override PeerDescription Description => PeerCatalog.ThunderbirdsNss;
}
