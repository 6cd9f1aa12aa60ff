using System.Text;

namespace SmimeHelpdesk.Interop.Tests.Peers;

/// <summary>A mail that nobody has signed or encrypted yet.</summary>
/// <param name="Fields">The header fields that stay outside.</param>
/// <param name="Entity">What the innermost layer is put around.</param>
internal sealed record PlainMail(byte[] Fields, byte[] Entity)
{
    /// <summary>The mail for a program that decides itself which fields go inside: none of them twice.</summary>
    public byte[] Bytes
    {
        get
        {
            string entity = Encoding.Latin1.GetString(Entity);
            int end = entity.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            IEnumerable<string> kept = entity[..end].Split("\r\n").Where(line => line.StartsWith("Content-", StringComparison.Ordinal)).Select(line => line + "\r\n");
            return [.. Fields, .. Encoding.Latin1.GetBytes(string.Concat(kept) + entity[(end + 2)..])];
        }
    }
}
