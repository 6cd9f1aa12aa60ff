using FsCheck;
using FsCheck.Fluent;

namespace SmimeHelpdesk.Tests.Properties;

/// <summary>A change of a mail's bytes at one place.</summary>
/// <param name="Kind">What is done there.</param>
/// <param name="Place">Where, in millionths of the length.</param>
/// <param name="Value">The octet that is put there.</param>
internal sealed record MailDamage(MailDamage.Kinds Kind, int Place, byte Value)
{
    public enum Kinds
    {
        Replace,
        Flip,
        Insert,
        Remove,
        Swap,
    }

    public static Gen<MailDamage> Any =>
        from kind in Gen.Elements(Enum.GetValues<Kinds>())
        from place in Gen.Choose(0, 999_999)
        from value in Gen.OneOf(Gen.Choose(0, 255), Gen.Elements<int>('\r', '\n', '-', ':', '=', 'A', 0))
        select new MailDamage(kind, place, (byte)value);

    public byte[] ApplyTo(byte[] mail)
    {
        int at = (int)((long)Place * mail.Length / 1_000_000);
        return Kind switch
        {
            Kinds.Replace => [.. mail[..at], Value, .. mail[(at + 1)..]],
            Kinds.Flip => [.. mail[..at], (byte)(mail[at] ^ (1 << (Value % 8))), .. mail[(at + 1)..]],
            Kinds.Insert => [.. mail[..at], Value, .. mail[at..]],
            Kinds.Remove => [.. mail[..at], .. mail[(at + 1)..]],
            _ => at == 0 ? mail : [.. mail[..(at - 1)], mail[at], mail[at - 1], .. mail[(at + 1)..]],
        };
    }
}
