using System.Security.Cryptography;
using SmimeHelpdesk;

namespace MiniDesk.Web;

/// <summary>The key that encrypts the mailboxes' private keys in the database. A host takes it from its secret store.</summary>
internal static class HostKey
{
    private const int Size = 32;

    public static ICredentialProtector Protector(DeskSettings settings)
    {
        string file = Path.Combine(Directory.CreateDirectory(Path.Combine(settings.DataFolder, "keys")).FullName, "host.key");
        if (!File.Exists(file))
        {
            File.WriteAllBytes(file, RandomNumberGenerator.GetBytes(Size));
        }

        return new AesGcmCredentialProtector(File.ReadAllBytes(file));
    }
}
