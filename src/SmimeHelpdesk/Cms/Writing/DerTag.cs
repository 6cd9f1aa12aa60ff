namespace SmimeHelpdesk.Cms.Writing;

/// <summary>The identifier octets of the elements that are laid out by hand.</summary>
internal static class DerTag
{
    public const byte OctetString = 0x04;
    public const byte Sequence = 0x30;
    public const byte Set = 0x31;

    /// <summary>[0], primitive: the implicitly tagged encryptedContent.</summary>
    public const byte Context0Primitive = 0x80;

    /// <summary>[0], constructed: explicit tags, and implicitly tagged sets and sequences.</summary>
    public const byte Context0 = 0xA0;

    /// <summary>[1], constructed.</summary>
    public const byte Context1 = 0xA1;
}
