namespace SmimeHelpdesk.Fuzz.Engine;

/// <summary>The inputs that took new branches. Preferred are the cheapest that together take all of them, as AFL does it.</summary>
internal sealed class Corpus(Random random)
{
    private const int PreferredOf10 = 8;

    private readonly List<CorpusEntry> _entries = [];
    private readonly CorpusEntry?[] _cheapest = new CorpusEntry?[EdgeMap.Size];
    private CorpusEntry[]? _preferred;

    public int Count => _entries.Count;

    public void Add(CorpusEntry entry, IReadOnlyList<ushort> taken)
    {
        _entries.Add(entry);
        foreach (ushort edge in taken)
        {
            if (_cheapest[edge] is not { } other || entry.Cost < other.Cost)
            {
                _cheapest[edge] = entry;
                _preferred = null;
            }
        }
    }

    public byte[] Choose()
    {
        _preferred ??= [.. _cheapest.OfType<CorpusEntry>().Distinct()];
        IReadOnlyList<CorpusEntry> from = _preferred.Length > 0 && random.Next(10) < PreferredOf10 ? _preferred : _entries;
        return from[random.Next(from.Count)].Input;
    }
}
