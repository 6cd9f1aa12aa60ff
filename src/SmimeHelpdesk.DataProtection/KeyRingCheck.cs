using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace SmimeHelpdesk;

/// <summary>
/// Finds out whether the keys of Data Protection outlive the process. When they do not, every private key that was stored is lost at
/// the next start. A host's services run it at start. Stateless and thread-safe.
/// </summary>
public static class KeyRingCheck
{
    // What Data Protection writes before its ciphertext: four octets that name the format, then the id of the key.
    private const int FormatSize = 4;
    private const int KeyIdSize = 16;

    /// <summary>Checks a provider and what it is configured with.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="options">Its options.</param>
    /// <returns>What is wrong; <see cref="KeyRingFault.None"/> when nothing was found. A repository that fails does so with its own exception.</returns>
    public static KeyRingFault Run(IDataProtectionProvider provider, IOptions<KeyManagementOptions> options)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(options);
        if (provider is EphemeralDataProtectionProvider)
        {
            return KeyRingFault.Ephemeral;
        }

        return options.Value.XmlRepository is not { } repository ? KeyRingFault.NoRepository
            : IsPersisted(provider, repository) ? KeyRingFault.None
            : KeyRingFault.KeyNotPersisted;
    }

    // Options and provider may come from different registrations; what was encrypted just now tells which key was used.
    private static bool IsPersisted(IDataProtectionProvider provider, IXmlRepository repository)
    {
        byte[] ciphertext = provider.CreateProtector("SmimeHelpdesk.KeyRingCheck").Protect([1]);
        if (ciphertext.Length < FormatSize + KeyIdSize)
        {
            return false;
        }

        var id = new Guid(ciphertext.AsSpan(FormatSize, KeyIdSize));
        return repository.GetAllElements().Any(element => element.Name.LocalName == "key" && HasId(element, id));
    }

    private static bool HasId(XElement element, Guid id) => Guid.TryParse((string?)element.Attribute("id"), out Guid found) && found == id;
}
