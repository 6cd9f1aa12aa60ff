using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SmimeHelpdesk.DataProtection;

namespace SmimeHelpdesk;

/// <summary>Joins the library and ASP.NET Core Data Protection in a host's services.</summary>
public static class SmimeHelpdeskDataProtectionExtensions
{
    /// <summary>
    /// Encrypts private keys at rest with ASP.NET Core Data Protection. The host says where the key ring is kept
    /// (<c>PersistKeysTo...</c>), apart from the database with the credentials or encrypted itself (<c>ProtectKeysWith...</c>), and
    /// never deletes a key of it; and it names itself (<c>SetApplicationName</c>). Without both the host does not start. May be repeated.
    /// </summary>
    /// <param name="builder">What <c>AddSmimeHelpdesk</c> returned.</param>
    /// <param name="acceptsRevokedKeys">Whether what was encrypted with a key that has been revoked since still opens; see <see cref="DataProtectionCredentialProtector"/>.</param>
    /// <returns>The builder.</returns>
    public static SmimeHelpdeskBuilder UseDataProtection(this SmimeHelpdeskBuilder builder, bool acceptsRevokedKeys = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddDataProtection();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SmimeHelpdeskOptions>, KeyRingValidator>());
        return builder.UseCredentialProtector(provider => new DataProtectionCredentialProtector(provider.GetRequiredService<IDataProtectionProvider>(), acceptsRevokedKeys));
    }
}
