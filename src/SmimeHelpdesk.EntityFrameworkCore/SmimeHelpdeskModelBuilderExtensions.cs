using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmimeHelpdesk.EntityFrameworkCore.Model;

namespace SmimeHelpdesk;

/// <summary>Adds the library's tables to a host's model.</summary>
public static class SmimeHelpdeskModelBuilderExtensions
{
    /// <summary>
    /// Adds the tables <c>smime_credential</c>, <c>smime_signer</c> and <c>smime_issuer</c>. Call it in
    /// <see cref="DbContext.OnModelCreating"/>; the migrations are the host's own. The first column of every key is the tenant, and
    /// every key is bytes, so that no collation can make two keys one.
    /// </summary>
    /// <param name="modelBuilder">The host's model.</param>
    /// <param name="schema">The schema of the tables; null for the model's default. SQLite has none.</param>
    /// <returns>The same model builder.</returns>
    public static ModelBuilder UseSmimeHelpdesk(this ModelBuilder modelBuilder, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<CredentialRow>(row => Map(row, schema));
        modelBuilder.Entity<SignerRow>(row => Map(row, schema));
        modelBuilder.Entity<IssuerRow>(row => Map(row, schema));
        return modelBuilder;
    }

    private static void Map(EntityTypeBuilder<CredentialRow> row, string? schema)
    {
        row.ToTable("smime_credential", schema);
        row.HasKey(credential => new { credential.Tenant, credential.Mailbox, credential.Sha256 });
        row.Property(credential => credential.Tenant).IsKeyText("tenant", 256);
        row.Property(credential => credential.Mailbox).IsKeyText("mailbox", 512);
        row.Property(credential => credential.Sha256).HasColumnName("sha256").HasMaxLength(32);
        row.Property(credential => credential.Certificate).HasColumnName("certificate");
        row.Property(credential => credential.Chain).HasColumnName("chain");
        row.Property(credential => credential.ProtectedKey).HasColumnName("protected_key");
        row.Property(credential => credential.State).HasColumnName("state");
        row.Property(credential => credential.ActiveFrom).HasColumnName("active_from");
        row.Property(credential => credential.RetireFrom).HasColumnName("retire_from");
        row.Property(credential => credential.StateSeal).HasColumnName("state_seal");
        row.Property(credential => credential.RecoveryKey).HasColumnName("recovery_key");
        row.Property(credential => credential.Revision).HasColumnName("revision");
    }

    private static void Map(EntityTypeBuilder<SignerRow> row, string? schema)
    {
        row.ToTable("smime_signer", schema);
        row.HasKey(signer => new { signer.Tenant, signer.Address, signer.Sha256 });
        row.Property(signer => signer.Tenant).IsKeyText("tenant", 256);
        row.Property(signer => signer.Address).IsKeyText("address", 512);
        row.Property(signer => signer.Sha256).HasColumnName("sha256").HasMaxLength(32);
        row.Property(signer => signer.Certificate).HasColumnName("certificate");
        row.Property(signer => signer.SigningCertificate).HasColumnName("signing_certificate");
        row.Property(signer => signer.Issuers).HasColumnName("issuers");
        row.Property(signer => signer.Capabilities).HasColumnName("capabilities");
        row.Property(signer => signer.CapabilitiesTime).HasColumnName("capabilities_time");
        row.Property(signer => signer.SigningTime).HasColumnName("signing_time");
        row.Property(signer => signer.FirstSeen).HasColumnName("first_seen");
        row.Property(signer => signer.LastSeen).HasColumnName("last_seen");
        row.Property(signer => signer.MessageId).HasColumnName("message_id").HasConversion(FreeText.Converter);
        row.Property(signer => signer.Decision).HasColumnName("decision");
        row.Property(signer => signer.DecidedAt).HasColumnName("decided_at");
        row.Property(signer => signer.Revision).HasColumnName("revision");
    }

    private static void Map(EntityTypeBuilder<IssuerRow> row, string? schema)
    {
        row.ToTable("smime_issuer", schema);
        row.HasKey(issuer => new { issuer.Tenant, issuer.Sha256 });
        row.Property(issuer => issuer.Tenant).IsKeyText("tenant", 256);
        row.Property(issuer => issuer.Sha256).HasColumnName("sha256").HasMaxLength(32);
        row.Property(issuer => issuer.Certificate).HasColumnName("certificate");
    }

    private static void IsKeyText(this PropertyBuilder<string> property, string column, int maximumLength) =>
        property.HasColumnName(column).HasConversion(KeyText.Converter).HasMaxLength(maximumLength);
}
