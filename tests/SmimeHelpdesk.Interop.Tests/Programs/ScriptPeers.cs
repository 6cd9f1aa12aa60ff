using SmimeHelpdesk.Interop.Tests.Peers;
using SmimeHelpdesk.Tests.Interop;

namespace SmimeHelpdesk.Interop.Tests.Programs;

/// <summary>The libraries of other languages.</summary>
internal static class ScriptPeers
{
    /// <summary>Ruby's OpenSSL::PKCS7.</summary>
    public static Task<Peer> StartRubyAsync() => Started(ScriptProcess.Start("ruby", [Scripts.PathOf("peer.rb")]));

    /// <summary>BouncyCastle for Java, where Debian puts it. A single source file is compiled as it starts.</summary>
    public static Task<Peer> StartJavaAsync()
    {
        string[] archives = [.. new[] { "bcprov", "bcpkix", "bcutil", "bcmail" }.Select(name => $"/usr/share/java/{name}.jar")];
        PeerProgram.RequireThat(archives.All(File.Exists), "libbcmail-java is not installed");
        PeerProgram.Require("javac");
        return Started(ScriptProcess.Start("java", ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", string.Join(':', archives), Scripts.PathOf("Peer.java")]));
    }

    private static Task<Peer> Started(ScriptProcess script) => Task.FromResult<Peer>(new ScriptPeer(script));
}
