namespace SmimeHelpdesk.Tests.Interop;

/// <summary>A Postfix of a test's own, listening on a port of loopback, with all it needs in one folder.</summary>
internal sealed class PostfixInstance(string folder, int port)
{
    private const string Program = "/usr/sbin/postfix";

    public string Configuration { get; } = Path.Combine(folder, "etc");

    public static void Require()
    {
        PeerProgram.RequireThat(File.Exists(Program), "postfix is not installed");
        PeerProgram.RequireThat(Environment.IsPrivilegedProcess, "postfix starts as root only");
    }

    /// <summary>Writes the configuration: what every instance here has, and what this one is for.</summary>
    public async Task ConfigureAsync(string settings, string services)
    {
        string queue = Directory.CreateDirectory(Path.Combine(folder, "queue")).FullName;
        string data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        Directory.CreateDirectory(Configuration);
        (await PeerProgram.RunAsync("chown", "postfix", data)).ExitCode.Should().Be(0);
        await File.WriteAllTextAsync(Path.Combine(Configuration, "main.cf"), $"""
            compatibility_level = 3.6
            queue_directory = {queue}
            data_directory = {data}
            maillog_file = {folder}/log
            maillog_file_prefixes = /
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            mydestination =
            mynetworks = 127.0.0.0/8
            smtpd_relay_restrictions = permit_mynetworks, reject
            alias_maps =
            multi_instance_enable = no
            message_size_limit = 0
            mailbox_size_limit = 0
            {settings}

            """);
        await File.WriteAllTextAsync(Path.Combine(Configuration, "master.cf"), $"""
            127.0.0.1:{port} inet n - n - - smtpd
            pickup unix n - n 60 1 pickup
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            error unix - - n - - error
            retry unix - - n - - error
            anvil unix - - n - 1 anvil
            proxymap unix - - n - - proxymap
            postlog unix-dgram n - n - 1 postlogd
            {services}

            """);
    }

    public async Task StartAsync()
    {
        PeerResult started = await PeerProgram.RunAsync(Program, "-c", Configuration, "start");
        started.ExitCode.Should().Be(0, started.Errors);
    }

    public Task<PeerResult> StopAsync() => PeerProgram.RunAsync(Program, "-c", Configuration, "stop");
}
