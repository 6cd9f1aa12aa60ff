namespace SmimeHelpdesk.Cms.Reading;

/// <summary>Walks the elements of a SEQUENCE in order, with optional ones by tag.</summary>
internal sealed class ElementCursor
{
    private readonly IEnumerator<BerElement> _elements;
    private BerElement? _current;

    public ElementCursor(BerElement sequence)
    {
        _elements = sequence.Children().GetEnumerator();
        Advance();
    }

    public BerElement? Current => _current;

    /// <summary>The next element, which must be there.</summary>
    public BerElement Take()
    {
        BerElement taken = _current ?? throw new CmsFormatException("A structure ends too early.");
        Advance();
        return taken;
    }

    /// <summary>The next element when it is of a kind; else null, and the cursor stays.</summary>
    public BerElement? TakeIf(Func<BerElement, bool> isKind) => _current is not null && isKind(_current) ? Take() : null;

    /// <summary>The next element when it has a context tag; else null.</summary>
    public BerElement? TakeContext(int number) => TakeIf(element => element.IsContext(number));

    private void Advance() => _current = _elements.MoveNext() ? _elements.Current : null;
}
