using System.Text;

namespace SmimeHelpdesk.Tests.Interop;

/// <summary>What a peer program did.</summary>
internal sealed record PeerResult(int ExitCode, byte[] Output, string Errors)
{
    public string Text => Encoding.UTF8.GetString(Output);
}
