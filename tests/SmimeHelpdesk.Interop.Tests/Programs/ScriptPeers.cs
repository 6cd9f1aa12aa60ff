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

    /// <summary>node-forge.</summary>
    public static Task<Peer> StartForgeAsync() => StartNodeAsync("node-forge", "forge.js", []);

    /// <summary>pkijs. Node no longer decrypts RSAES-PKCS1-v1_5 unless told to.</summary>
    public static async Task<Peer> StartPkijsAsync()
    {
        const string revert = "--security-revert=CVE-2023-46809";
        PeerResult tried = await PeerProgram.RunAsync("node", revert, "-e", "0");
        return await StartNodeAsync("pkijs", "pkijs.js", tried.ExitCode == 0 ? [revert] : []);
    }

    private static async Task<Peer> StartNodeAsync(string package, string script, IReadOnlyList<string> options)
    {
        PeerResult loaded = await PeerProgram.RunAsync("node", Scripts.Folder, [], ["-e", $"require('{package}')"]);
        PeerProgram.RequireThat(loaded.ExitCode == 0, $"{package} is not installed (npm ci in {Scripts.Folder}), or does not run on this Node.js");
        return await Started(ScriptProcess.Start("node", [.. options, Scripts.PathOf(script)]));
    }

    private static Task<Peer> Started(ScriptProcess script) => Task.FromResult<Peer>(new ScriptPeer(script));
}
