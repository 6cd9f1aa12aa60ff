using System.Net;
using System.Net.Sockets;

namespace SmimeHelpdesk.Revocation.Fetching;

/// <summary>
/// Opens connections to public addresses only. The name is resolved once and the very addresses that were checked are connected to:
/// a second look-up could be answered otherwise.
/// </summary>
internal sealed class GuardedConnection(RevocationOptions options, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    public async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        DnsEndPoint target = context.DnsEndPoint;
        bool isPrivateAllowed = options.PrivateHosts.Contains(target.Host.Trim('[', ']'), StringComparer.OrdinalIgnoreCase);
        IPAddress[] addresses = IPAddress.TryParse(target.Host, out IPAddress? literal)
            ? [literal]
            : await resolve(target.Host, cancellationToken).ConfigureAwait(false);
        IPAddress[] allowed = Allowed(addresses, isPrivateAllowed);
        if (addresses.Length > 0 && allowed.Length == 0)
        {
            throw new AddressRefusedException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Those that may be connected to: a name may lead to public and private addresses at once.</summary>
    internal static IPAddress[] Allowed(IEnumerable<IPAddress> addresses, bool isPrivateAllowed) =>
        [.. addresses.Where(address => isPrivateAllowed || PublicAddress.Is(address))];
}
