using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace SmimeHelpdesk.DataProtection;

/// <summary>Stops a host whose private keys could not be opened after its next start.</summary>
internal sealed class KeyRingValidator(ICredentialProtector protector, IDataProtectionProvider provider, IOptions<KeyManagementOptions> keys)
    : IValidateOptions<SmimeHelpdeskOptions>
{
    public ValidateOptionsResult Validate(string? name, SmimeHelpdeskOptions options)
    {
        // A later call may have chosen another protector.
        KeyRingFault fault = protector is DataProtectionCredentialProtector ? KeyRingCheck.Run(provider, keys) : KeyRingFault.None;
        return fault is KeyRingFault.None
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"The key ring of Data Protection is not persisted ({fault}): call PersistKeysToFileSystem, or another method that keeps the keys.");
    }
}
