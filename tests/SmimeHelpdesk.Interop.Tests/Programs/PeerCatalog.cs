using SmimeHelpdesk.Interop.Tests.Desk;
using SmimeHelpdesk.Interop.Tests.Limits;
using SmimeHelpdesk.Interop.Tests.Matrix;
using SmimeHelpdesk.Interop.Tests.Peers;

namespace SmimeHelpdesk.Interop.Tests.Programs;

/// <summary>The programs of the matrix.</summary>
internal static class PeerCatalog
{
    public static PeerDescription OpenSsl { get; } = new("OpenSSL", "`openssl cms`", OpenSslPeer.StartAsync, OpenSslLimits.All);

    public static PeerDescription Gpgsm { get; } = new("gpgsm", "Kleopatra, KMail, GpgOL", GpgsmPeer.StartAsync, GpgsmLimits.All);

    public static PeerDescription Nss { get; } = new("NSS", "older Thunderbird, Evolution", NssPeer.StartAsync, NssLimits.System);

    public static PeerDescription ThunderbirdsNss { get; } = new("NSS of Thunderbird", "Thunderbird's own library", NssPeer.StartThunderbirdsAsync, NssLimits.Thunderbirds);

    public static PeerDescription Thunderbird { get; } = new("Thunderbird", "the program itself, in its own window", StartThunderbirdAsync, ThunderbirdLimits.All);

    public static PeerDescription Java { get; } = new("BouncyCastle for Java", "gateways and helpdesks in Java", ScriptPeers.StartJavaAsync, []);

    public static PeerDescription Ruby { get; } = new("Ruby OpenSSL::PKCS7", "Zammad", ScriptPeers.StartRubyAsync, RubyLimits.All);

    public static PeerDescription Perl { get; } = new("Perl Crypt::SMIME", "helpdesks in Perl: Znuny, RT", PerlPeer.StartAsync, PerlLimits.All);

    public static PeerDescription Certtool { get; } = new("GnuTLS certtool", "`certtool --p7-...`", CerttoolPeer.StartAsync, CerttoolLimits.All);

    public static PeerDescription DotNet { get; } = new(".NET SignedCms and EnvelopedCms", "programs on .NET", DotNetPeer.StartAsync, DotNetLimits.All);

    public static PeerDescription Forge { get; } = new("node-forge", "programs on Node.js", ScriptPeers.StartForgeAsync, ForgeLimits.All);

    public static PeerDescription Pkijs { get; } = new("pkijs", "webmail and browser extensions", ScriptPeers.StartPkijsAsync, PkijsLimits.All);

    public static IReadOnlyList<PeerDescription> All { get; } = [OpenSsl, Gpgsm, Nss, ThunderbirdsNss, Thunderbird, Java, Perl, Ruby, Certtool, DotNet, Forge, Pkijs];

    private static Task<Peer> StartThunderbirdAsync() => ThunderbirdPeer.StartAsync(
        People.Of(People.Customer, KeyKind.Rsa), People.Of(People.Customer, KeyKind.P256), People.Of(People.Customer, KeyKind.P384), People.Of(People.Colleague, KeyKind.Rsa));
}
