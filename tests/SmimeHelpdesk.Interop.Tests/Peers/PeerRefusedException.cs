namespace SmimeHelpdesk.Interop.Tests.Peers;

/// <summary>A program does not do what it was asked to; the message is what it said.</summary>
internal sealed class PeerRefusedException(string message) : Exception(message)
{
    /// <summary>Passes a result on unless the program ended with an error.</summary>
    public static SmimeHelpdesk.Tests.Interop.PeerResult ThrowIfFailed(SmimeHelpdesk.Tests.Interop.PeerResult result) =>
        result.ExitCode == 0 ? result : throw new PeerRefusedException(result.Errors + result.Text);
}
