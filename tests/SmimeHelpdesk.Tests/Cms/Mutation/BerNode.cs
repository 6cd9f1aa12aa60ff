namespace SmimeHelpdesk.Tests.Cms.Mutation;

/// <summary>A DER element as a tree, which can be written again with one element changed and every length around it right.</summary>
internal sealed class BerNode
{
    private readonly byte _tag;
    private readonly byte[] _content;
    private readonly List<BerNode> _children = [];

    private BerNode(byte tag, byte[] content, int depth)
    {
        _tag = tag;
        _content = content;
        Depth = depth;
        for (int at = 0; (tag & 0x20) != 0 && at < content.Length;)
        {
            (BerNode child, int length) = Parse(content.AsSpan(at), depth + 1);
            _children.Add(child);
            at += length;
        }
    }

    public int Depth { get; }

    public bool IsConstructed => (_tag & 0x20) != 0;

    public static BerNode Parse(byte[] encoded) => Parse(encoded, 0).Node;

    /// <summary>This element and all within it, outermost first.</summary>
    public IEnumerable<BerNode> All() => [this, .. _children.SelectMany(child => child.All())];

    /// <summary>The encoding with one element changed.</summary>
    public byte[] Encode(BerNode target, BerMutation mutation) => ReferenceEquals(this, target) ? Mutate(mutation) : Element(_tag, Content(target, mutation));

    private byte[] Content(BerNode target, BerMutation mutation) =>
        IsConstructed ? [.. _children.SelectMany(child => child.Encode(target, mutation))] : _content;

    private byte[] Mutate(BerMutation mutation)
    {
        byte[] whole = Element(_tag, _content);
        return mutation switch
        {
            BerMutation.Drop => [],
            BerMutation.Empty => [_tag, 0],
            BerMutation.Duplicate => [.. whole, .. whole],
            BerMutation.NextTag => [(byte)(_tag + 1), .. whole.AsSpan(1)],
            BerMutation.OtherForm => [(byte)(_tag ^ 0x20), .. whole.AsSpan(1)],
            BerMutation.ContextTag => [0xA0, .. whole.AsSpan(1)],
            BerMutation.Longer => WithLength(whole, 1),
            BerMutation.Shorter => WithLength(whole, -1),
            BerMutation.Indefinite => [_tag, 0x80, .. _content],
            BerMutation.Endless => [_tag, 0x84, 0x7F, 0xFF, 0xFF, 0xFF, .. _content],
            BerMutation.FlipFirst => _content.Length == 0 ? [] : Element(_tag, [(byte)(_content[0] ^ 0x40), .. _content.AsSpan(1)]),
            _ => _content.Length == 0 ? [] : Element(_tag, [.. _content.AsSpan(0, _content.Length - 1), (byte)(_content[^1] ^ 1)]),
        };
    }

    private static byte[] WithLength(byte[] whole, int change)
    {
        byte[] changed = [.. whole];
        int last = changed[1] < 0x80 ? 1 : 1 + (changed[1] & 0x7F);
        changed[last] = (byte)(changed[last] + change);
        return changed;
    }

    private static byte[] Element(byte tag, byte[] content) => Forge.Ber.Element(tag, content);

    private static (BerNode Node, int Length) Parse(ReadOnlySpan<byte> encoded, int depth)
    {
        int octets = encoded[1] < 0x80 ? 0 : encoded[1] & 0x7F;
        int length = octets == 0 ? encoded[1] : 0;
        foreach (byte octet in encoded.Slice(2, octets))
        {
            length = (length << 8) | octet;
        }

        return (new BerNode(encoded[0], encoded.Slice(2 + octets, length).ToArray(), depth), 2 + octets + length);
    }
}

/// <summary>What is done to one element.</summary>
internal enum BerMutation
{
    Drop,
    Empty,
    Duplicate,
    NextTag,
    OtherForm,
    ContextTag,
    Longer,
    Shorter,
    Indefinite,
    Endless,
    FlipFirst,
    FlipLast,
}
