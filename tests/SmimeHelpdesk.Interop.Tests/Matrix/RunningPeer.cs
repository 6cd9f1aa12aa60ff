using SmimeHelpdesk.Interop.Tests.Peers;

namespace SmimeHelpdesk.Interop.Tests.Matrix;

/// <summary>A program that is started for the first test that needs it, and stopped after the last.</summary>
public sealed class RunningPeer : IAsyncDisposable
{
    private Task<Peer>? _peer;

    public async ValueTask DisposeAsync()
    {
        if (_peer is { IsCompletedSuccessfully: true })
        {
            await (await _peer).DisposeAsync();
        }
    }

    // A program that is not installed skips each test, and says so.
    internal Task<Peer> GetAsync(PeerDescription description) => _peer ??= description.StartAsync();
}
