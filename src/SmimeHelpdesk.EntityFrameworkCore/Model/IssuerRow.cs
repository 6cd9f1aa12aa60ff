namespace SmimeHelpdesk.EntityFrameworkCore.Model;

/// <summary>The certificate of an issuer, once per tenant.</summary>
internal sealed class IssuerRow
{
    public required string Tenant { get; init; }

    public required byte[] Sha256 { get; init; }

    public required byte[] Certificate { get; init; }
}
