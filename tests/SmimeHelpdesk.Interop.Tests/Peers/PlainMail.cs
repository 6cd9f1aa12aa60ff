namespace SmimeHelpdesk.Interop.Tests.Peers;

/// <summary>A mail that nobody has signed or encrypted yet.</summary>
/// <param name="Fields">The header fields that stay outside.</param>
/// <param name="Entity">What the innermost layer is put around.</param>
internal sealed record PlainMail(byte[] Fields, byte[] Entity)
{
    public byte[] Bytes => [.. Fields, .. Entity];
}
