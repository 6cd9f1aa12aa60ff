using Microsoft.Extensions.DependencyInjection;

namespace SmimeHelpdesk.Tests.Readme;

/// <summary>The code of docs/credentials.md, as a host writes it. What lies between the markers stands there letter by letter.</summary>
internal sealed class CredentialsExample(MailboxCredentialManager credentials)
{
    public static void Register(IServiceCollection services, RecoveryCertificate recoveryCertificate)
    {
        // readme:begin register
        services.AddSmimeHelpdesk(options => options.RecoveryCertificate = recoveryCertificate)
            .UseCredentialStore<HostCredentialStore>()
            .UseDataProtection();                       // package SmimeHelpdesk.DataProtection; or UseCredentialProtector
        // readme:end
    }

    public async Task<CredentialChange> RollOverAsync(IReadOnlyList<MailboxCredential> renewed, DateTimeOffset monday, CancellationToken ct)
    {
        // readme:begin rollover
        IReadOnlyList<MailboxCredentialInfo> staged = await credentials.StageAsync("support@desk.example", renewed, ct);
        var activation = new CredentialActivation { From = monday, Overlap = TimeSpan.FromDays(1) };
        CredentialChange change = await credentials.ActivateAsync("support@desk.example", staged[0].Sha256, activation, ct);
        // readme:end
        return change;
    }

    public async Task<bool> ProveAsync(string sha256, CancellationToken ct)
    {
        // readme:begin prove
        CredentialValidation trial = await credentials.ValidateAsync("support@desk.example", sha256, ct);
        bool isGood = trial.Status is CredentialValidationStatus.Valid;     // else trial.Status.Describe(culture) says why
        // readme:end
        return isGood;
    }

    public async Task<string> ExportAsync(string sha256, CancellationToken ct)
    {
        // readme:begin export
        CredentialExport? shown = await credentials.ExportCertificateAsync("support@desk.example", sha256, ct);
        string pem = shown?.ToPem() ?? string.Empty;
        // readme:end
        return pem;
    }

    public async Task<int> ReplaceHostKeyAsync(CancellationToken ct)
    {
        // readme:begin rewrap
        CredentialRewrap done = await credentials.RewrapAllAsync(ct);       // the protector knows the old host key and the new
        bool canDropTheOldKey = done.Unreadable == 0;
        // readme:end
        return canDropTheOldKey ? done.Rewrapped : -1;
    }
}
