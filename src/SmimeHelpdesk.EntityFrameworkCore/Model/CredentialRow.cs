namespace SmimeHelpdesk.EntityFrameworkCore.Model;

/// <summary>A <see cref="StoredCredential"/> as a row. Key and ciphertext are in one row, so that neither can be there without the other.</summary>
internal sealed class CredentialRow
{
    public required string Tenant { get; init; }

    public required string Mailbox { get; init; }

    public required byte[] Sha256 { get; init; }

    public required byte[] Certificate { get; init; }

    public required byte[] Chain { get; init; }

    public required byte[] ProtectedKey { get; init; }

    public int State { get; init; }

    public long ActiveFrom { get; init; }

    public long? RetireFrom { get; init; }

    public required byte[] StateSeal { get; init; }

    public required byte[] RecoveryKey { get; init; }

    public long Revision { get; init; }
}
