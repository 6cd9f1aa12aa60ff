using System.Text;

namespace SmimeHelpdesk.Soak.Mails;

/// <summary>What happens to mail on the way, by accident or by intent.</summary>
internal static class Damage
{
    /// <summary>The same mail with another word in its signed text.</summary>
    public static byte[] Altered(byte[] mail)
    {
        string text = Encoding.Latin1.GetString(mail);
        string changed = text.Replace("third floor", "fifth floor", StringComparison.Ordinal);
        return changed == text ? throw new InvalidOperationException("There is nothing to alter.") : Encoding.Latin1.GetBytes(changed);
    }

    /// <summary>A mail of which only the first half arrived.</summary>
    public static byte[] CutOff(byte[] mail) => [.. mail.AsSpan(0, mail.Length / 2), .. "\r\n"u8];
}
