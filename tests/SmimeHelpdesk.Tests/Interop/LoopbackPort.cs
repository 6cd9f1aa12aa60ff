using System.Net;
using System.Net.Sockets;

namespace SmimeHelpdesk.Tests.Interop;

/// <summary>Ports of the loopback interface for programs that cannot choose one themselves.</summary>
internal static class LoopbackPort
{
    /// <summary>One that nobody listens on at this moment.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
