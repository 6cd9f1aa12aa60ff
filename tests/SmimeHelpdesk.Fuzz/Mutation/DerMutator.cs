namespace SmimeHelpdesk.Fuzz.Mutation;

/// <summary>Changes of elements of DER. Lengths around them follow, unless the length is what is changed.</summary>
internal sealed class DerMutator(Random random)
{
    private const int MaximumRepeats = 600;

    private static readonly byte[] Tags = [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0A, 0x0C, 0x13, 0x14, 0x16, 0x17, 0x18, 0x1E, 0x24, 0x30, 0x31, 0x80, 0x81, 0x82, 0xA0, 0xA1, 0xA2, 0xA3];

    private static readonly byte[][] Values =
    [
        [], [0], [1], [0xFF], [0x80], [0x7F], [0, 0], [0, 0x80], [0xFF, 0xFF, 0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF], [0x80, 0, 0, 0, 0, 0, 0, 0], new byte[64],
        [.. Enumerable.Repeat((byte)0xFF, 300)], "\0"u8.ToArray(), "a\r\nb@c.example"u8.ToArray(), "260601120000Z"u8.ToArray(), "99991231235959Z"u8.ToArray(), "00000101000000Z"u8.ToArray(),
        "\u202Ea@b.example"u8.ToArray(),
    ];

    private readonly ByteMutator _bytes = new(random, Values);

    /// <summary>The bytes with a change; a change of bytes when they are no DER.</summary>
    public byte[] Mutate(byte[] input, byte[] other)
    {
        if (DerElement.TryReadAll(input) is not { Count: > 0 } roots)
        {
            return _bytes.Mutate(input, other);
        }

        var places = new List<Place>();
        Collect(roots, places);
        Place place = places[random.Next(places.Count)];
        Change(place, places, other);
        return DerElement.WriteAll(roots);
    }

    private void Change(Place place, List<Place> places, byte[] other)
    {
        DerElement element = place.Element;
        switch (random.Next(11))
        {
            case 0:
                place.Siblings.RemoveAt(place.Index);
                break;
            case 1:
                int most = Math.Min(MaximumRepeats, Mutator.MaximumSize / DerElement.WriteAll([element]).Length);
                place.Siblings.InsertRange(place.Index, Enumerable.Range(0, random.Next(20) == 0 ? random.Next(most + 1) : 1).Select(_ => element.Copy()));
                break;
            case 2:
                place.Siblings[place.Index] = places[random.Next(places.Count)].Element.Copy();
                break;
            case 3:
                place.Siblings[place.Index] = Foreign(other) ?? element;
                break;
            case 4:
                place.Siblings.Insert(place.Index, Foreign(other) ?? element.Copy());
                break;
            case 5:
                element.Tag = [Tags[random.Next(Tags.Length)]];
                break;
            case 6:
                SetContent(element, Values[random.Next(Values.Length)]);
                break;
            case 7:
                ChangeForm(element);
                break;
            case 8:
                element.WrittenLength = WrongLengths[random.Next(WrongLengths.Length)];
                break;
            case 9:
                place.Siblings[place.Index] = new DerElement { Tag = [Tags[random.Next(Tags.Length)]], Children = [element] };
                break;
            default:
                SetContent(element, _bytes.Mutate(element.Children is null ? element.Content : DerElement.WriteAll(element.Children), other));
                break;
        }
    }

    private static readonly byte[][] WrongLengths = [[0], [1], [0x7F], [0x80], [0x81, 0xFF], [0x82, 0, 5], [0x82, 0xFF, 0xFF], [0x84, 0x7F, 0xFF, 0xFF, 0xFF], [0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x88, 0, 0, 0, 0, 0, 0, 0, 1], [0xFF]];

    private static void SetContent(DerElement element, byte[] content)
    {
        element.Children = null;
        element.IsIndefinite = false;
        element.Content = content;
    }

    // The same value in another encoding: indefinite, in pieces, or with a length that is longer than it need be.
    private void ChangeForm(DerElement element)
    {
        if (element.Children is not null && random.Next(2) == 0)
        {
            element.Tag = [(byte)(element.Tag[0] | 0x20), .. element.Tag[1..]];
            element.IsIndefinite = true;
        }
        else if (element.Children is null && element.Content.Length > 1)
        {
            int at = random.Next(element.Content.Length);
            byte[] tag = element.Tag;
            element.Children = [new DerElement { Tag = tag, Content = element.Content[..at] }, new DerElement { Tag = tag, Content = element.Content[at..] }];
            element.Tag = [(byte)(tag[0] | 0x20), .. tag[1..]];
            element.IsIndefinite = random.Next(2) == 0;
        }
        else
        {
            int length = element.Children is null ? element.Content.Length : element.Prefix.Length + DerElement.WriteAll(element.Children).Length;
            element.IsIndefinite = false;
            element.WrittenLength = [0x84, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length];
        }
    }

    private DerElement? Foreign(byte[] other)
    {
        if (DerElement.TryReadAll(other) is not { Count: > 0 } roots)
        {
            return null;
        }

        var places = new List<Place>();
        Collect(roots, places);
        return places[random.Next(places.Count)].Element;
    }

    private static void Collect(List<DerElement> siblings, List<Place> places)
    {
        for (int i = 0; i < siblings.Count; i++)
        {
            places.Add(new Place(siblings, i));
            Collect(siblings[i].Children ?? [], places);
        }
    }

    private readonly record struct Place(List<DerElement> Siblings, int Index)
    {
        public DerElement Element => Siblings[Index];
    }
}
