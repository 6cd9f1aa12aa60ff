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

public sealed class ThunderbirdTests(RunningPeer running) : PeerTests(running)
{
    private protected override PeerDescription Description => PeerCatalog.Thunderbird;
}

public sealed class JavaTests(RunningPeer running) : PeerTests(running)
{
    private protected override PeerDescription Description => PeerCatalog.Java;
}

public sealed class RubyTests(RunningPeer running) : PeerTests(running)
{
    private protected override PeerDescription Description => PeerCatalog.Ruby;
}

public sealed class PerlTests(RunningPeer running) : PeerTests(running)
{
    private protected override PeerDescription Description => PeerCatalog.Perl;
}

public sealed class CerttoolTests(RunningPeer running) : PeerTests(running)
{
    private protected override PeerDescription Description => PeerCatalog.Certtool;
}

public sealed class DotNetTests(RunningPeer running) : PeerTests(running)
{
    private protected override PeerDescription Description => PeerCatalog.DotNet;
}

public sealed class ForgeTests(RunningPeer running) : PeerTests(running)
{
    private protected override PeerDescription Description => PeerCatalog.Forge;
}

public sealed class PkijsTests(RunningPeer running) : PeerTests(running)
{
    private protected override PeerDescription Description => PeerCatalog.Pkijs;
}
