using SmimeHelpdesk;

namespace MiniDesk.Web;

/// <summary>A coloured word in a list. The word alone says it all; the colour repeats it.</summary>
internal sealed record Badge(string Kind, string Word)
{
    public static IEnumerable<Badge> Of(SignatureStatus signature, EncryptionStatus encryption)
    {
        if (signature is SignatureStatus.Valid)
        {
            yield return new Badge("good", "signed");
        }
        else if (signature is SignatureStatus.Indeterminate)
        {
            yield return new Badge("doubt", "signature not verified");
        }
        else if (signature is SignatureStatus.Invalid)
        {
            yield return new Badge("bad", "signature invalid");
        }

        if (encryption is EncryptionStatus.Decrypted)
        {
            yield return new Badge("good", "encrypted");
        }
        else if (encryption is EncryptionStatus.NotDecryptable)
        {
            yield return new Badge("bad", "cannot be decrypted");
        }
    }
}
