using MimeKit;

namespace SmimeHelpdesk.Inbound;

/// <summary>The fields that were readable outside, as the author recorded them within (HP-Outer, RFC 9788 section 2.2.1).</summary>
internal sealed class OuterRecords
{
    private const string Field = "HP-Outer";

    private readonly List<(string Name, string Value)> _records = [];

    private OuterRecords()
    {
    }

    /// <summary>Reads them from the protected header.</summary>
    public static OuterRecords Of(HeaderList headers)
    {
        var found = new OuterRecords();
        foreach (Header field in headers)
        {
            if (field.Field.Equals(Field, StringComparison.OrdinalIgnoreCase) && field.Value is { } text && text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                found._records.Add((text[..colon].Trim(), text[(colon + 1)..].Trim()));
            }
        }

        return found;
    }

    /// <summary>Whether a field was recorded, as it is shown.</summary>
    public bool HasShown(HeaderId id, string? value)
    {
        foreach ((string _, string recorded) in Of(id))
        {
            if (HeaderText.Clean(recorded) == value)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a field was recorded to the letter.</summary>
    public bool Has(Header field)
    {
        ReadOnlySpan<char> value = field.Value.AsSpan().Trim();
        foreach ((string _, string recorded) in Of(field.Id))
        {
            if (value.SequenceEqual(recorded))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The records of one field, as a header.</summary>
    public HeaderList ToHeader(HeaderId id)
    {
        var header = new HeaderList();
        foreach ((string _, string recorded) in Of(id))
        {
            header.Add(id, recorded);
        }

        return header;
    }

    private IEnumerable<(string Name, string Value)> Of(HeaderId id)
    {
        string name = id.ToHeaderName();
        return _records.Where(record => record.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}
