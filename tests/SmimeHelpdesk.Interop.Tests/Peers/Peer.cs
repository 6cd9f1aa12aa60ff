namespace SmimeHelpdesk.Interop.Tests.Peers;

/// <summary>A program of others that writes and reads S/MIME. What it cannot do ends in a <see cref="PeerRefusedException"/>.</summary>
internal abstract class Peer : IAsyncDisposable
{
    /// <summary>What is expected of the next mail.</summary>
    public Expectation Expectation { get; set; } = new();

    /// <summary>Its version, as it says itself.</summary>
    public abstract Task<string> VersionAsync();

    /// <summary>Puts layers around a mail, the innermost first.</summary>
    public abstract Task<byte[]> WriteAsync(PlainMail mail, IReadOnlyList<Layer> layers);

    /// <summary>Reads a mail with somebody's key.</summary>
    public abstract Task<ReadMail> ReadAsync(byte[] mail, Person reader);

    public abstract ValueTask DisposeAsync();
}

/// <summary>What is expected of a mail before it is read, for programs that show a mail before they have judged it.</summary>
/// <param name="IsSigned">Whether there is a signature to wait for.</param>
/// <param name="IsSilent">Whether the program will say nothing of it, so that there is no use in waiting long.</param>
internal sealed record Expectation(bool IsSigned = true, bool IsSilent = false);
