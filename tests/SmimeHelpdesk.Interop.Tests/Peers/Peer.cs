namespace SmimeHelpdesk.Interop.Tests.Peers;

/// <summary>A program of others that writes and reads S/MIME. What it cannot do ends in a <see cref="PeerRefusedException"/>.</summary>
internal abstract class Peer : IAsyncDisposable
{
    /// <summary>Its version, as it says itself.</summary>
    public abstract Task<string> VersionAsync();

    /// <summary>Puts layers around a mail, the innermost first.</summary>
    public abstract Task<byte[]> WriteAsync(PlainMail mail, IReadOnlyList<Layer> layers);

    /// <summary>Reads a mail with somebody's key.</summary>
    public abstract Task<ReadMail> ReadAsync(byte[] mail, Person reader);

    public abstract ValueTask DisposeAsync();
}
