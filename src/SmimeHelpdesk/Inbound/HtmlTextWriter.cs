using System.Text;

namespace SmimeHelpdesk.Inbound;

/// <summary>Lays text out in lines: white space folded as HTML does, block ends as breaks, quotes marked. Bounded.</summary>
internal sealed class HtmlTextWriter
{
    private const int MaximumLength = 2 << 20;
    private const int MaximumQuoteDepth = 8;
    private readonly StringBuilder _output = new();
    private int _pendingBreaks;
    private bool _isSpacePending;
    private int _quoteDepth;

    public bool IsFull => _output.Length >= MaximumLength;

    public int Length => _output.Length;

    public bool IsPreformatted { get; set; }

    public int QuoteDepth
    {
        get => _quoteDepth;
        set => _quoteDepth = Math.Max(0, value);
    }

    public void Text(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (IsPreformatted && c == '\n')
            {
                Break();
            }
            else if (c is ' ' or '\n' or '\r' or '\t' or '\f' && !(IsPreformatted && c is ' ' or '\t'))
            {
                _isSpacePending = true;
            }
            else
            {
                Append(c == '\u00A0' ? ' ' : c);
            }
        }
    }

    /// <summary>A line break that the text asks for.</summary>
    public void Break() => _pendingBreaks++;

    /// <summary>The end of a block: at least one break.</summary>
    public void Line() => _pendingBreaks = Math.Max(_pendingBreaks, 1);

    /// <summary>The end of a paragraph: a blank line.</summary>
    public void Paragraph() => _pendingBreaks = Math.Max(_pendingBreaks, 2);

    /// <summary>Whether what was written from an offset on begins with a text.</summary>
    public bool StartsWith(string text, int offset)
    {
        while (offset < _output.Length && (char.IsWhiteSpace(_output[offset]) || _output[offset] == '>'))
        {
            offset++;
        }

        return _output.Length - offset >= text.Length && _output.ToString(offset, text.Length).Equals(text, StringComparison.OrdinalIgnoreCase);
    }

    public override string ToString() => _output.ToString();

    private void Append(char c)
    {
        if (IsFull)
        {
            return;
        }

        if (_pendingBreaks > 0 || _output.Length == 0)
        {
            BeginLine();
        }
        else if (_isSpacePending)
        {
            _output.Append(' ');
        }

        _isSpacePending = false;
        _output.Append(c);
    }

    private void BeginLine()
    {
        int breaks = _output.Length == 0 ? 0 : Math.Min(_pendingBreaks, 3);
        _pendingBreaks = 0;
        string mark = QuoteDepth == 0 ? string.Empty : new string('>', Math.Min(QuoteDepth, MaximumQuoteDepth));
        for (int i = 1; i < breaks; i++)
        {
            _output.Append('\n').Append(mark);
        }

        _output.Append(breaks > 0 ? "\n" : string.Empty).Append(mark).Append(mark.Length > 0 ? " " : string.Empty);
    }
}
