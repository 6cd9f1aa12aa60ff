using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.Infrastructure;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace SmimeHelpdesk.DataProtection;

/// <summary>Stops a host whose private keys could not be opened after its next start.</summary>
internal sealed class KeyRingValidator(
    ICredentialProtector protector,
    IDataProtectionProvider provider,
    IOptions<KeyManagementOptions> keys,
    IOptions<DataProtectionOptions> application,
    IApplicationDiscriminator? host = null) : IValidateOptions<SmimeHelpdeskOptions>
{
    public ValidateOptionsResult Validate(string? name, SmimeHelpdeskOptions options)
    {
        // A later call may have chosen another protector.
        KeyRingFault fault = protector is not DataProtectionCredentialProtector ? KeyRingFault.None
            : IsNamedByFolder() ? KeyRingFault.ApplicationNotNamed
            : KeyRingCheck.Run(provider, keys);
        return fault switch
        {
            KeyRingFault.None => ValidateOptionsResult.Success,
            KeyRingFault.ApplicationNotNamed => ValidateOptionsResult.Fail(
                $"The keys of Data Protection are for this folder only ({fault}): call SetApplicationName, with the folder's name when keys are stored already."),
            _ => ValidateOptionsResult.Fail(
                $"The key ring of Data Protection is not persisted ({fault}): call PersistKeysToFileSystem, or another method that keeps the keys."),
        };
    }

    // ASP.NET Core names an application by its content root, which the next release or the next server may have elsewhere.
    private bool IsNamedByFolder() => application.Value.ApplicationDiscriminator is { Length: > 0 } used && used == host?.Discriminator?.Trim();
}
