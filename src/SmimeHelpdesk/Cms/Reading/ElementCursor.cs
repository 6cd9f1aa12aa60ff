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

    /// <summary>A cursor over an element that must be a SEQUENCE by its tag.</summary>
    public static ElementCursor OfSequence(BerElement element) =>
        element.IsSequence ? new ElementCursor(element) : throw new CmsFormatException("A structure is no sequence.");

    /// <summary>The next element, which must be there.</summary>
    public BerElement Take()
    {
        BerElement taken = _current ?? throw new CmsFormatException("A structure ends too early.");
        Advance();
        return taken;
    }

    /// <summary>The next element, which must be of a kind.</summary>
    public BerElement Take(Func<BerElement, bool> isKind) =>
        TakeIf(isKind) ?? throw new CmsFormatException("A structure holds something else where an element belongs.");

    public BerElement TakeInteger() => Take(element => element.IsInteger);

    public BerElement TakeSequence() => Take(element => element.IsSequence);

    public BerElement TakeSet() => Take(element => element.IsSet);

    public BerElement TakeOctetString() => Take(element => element.IsOctetString);

    /// <summary>The next element when it is of a kind; else null, and the cursor stays.</summary>
    public BerElement? TakeIf(Func<BerElement, bool> isKind) => _current is not null && isKind(_current) ? Take() : null;

    /// <summary>The next element when it has a context tag; else null.</summary>
    public BerElement? TakeContext(int number) => TakeIf(element => element.IsContext(number));

    /// <summary>Nothing may follow: what one program skips, another would take for the real thing.</summary>
    public void End()
    {
        if (_current is not null)
        {
            throw new CmsFormatException("A structure goes on where it should end.");
        }
    }

    private void Advance() => _current = _elements.MoveNext() ? _elements.Current : null;
}
