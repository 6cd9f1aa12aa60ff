using System.Buffers.Binary;

namespace SmimeHelpdesk.Keys;

/// <summary>
/// The associated data of a state's seal: the row and what decides when it signs. Without it, whoever can write to the database could
/// let a retired key sign again, without knowing any key.
/// </summary>
internal static class StateBinding
{
    // Never the start of a CredentialBinding, whose first octets are the length of a tenant's name.
    private static ReadOnlySpan<byte> Label => "SmimeHelpdesk.state\0"u8;

    public static byte[] For(StoredCredential row)
    {
        Span<byte> state = stackalloc byte[1 + sizeof(long) + 1 + sizeof(long)];
        state[0] = (byte)row.State;
        BinaryPrimitives.WriteInt64BigEndian(state[1..], row.ActiveFrom.ToUnixTimeMilliseconds());
        state[9] = row.RetireFrom is null ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteInt64BigEndian(state[10..], row.RetireFrom?.ToUnixTimeMilliseconds() ?? 0);
        return [.. Label, .. CredentialBinding.For(row.Tenant, row.MailboxAddress, row.Sha256), .. state];
    }
}
