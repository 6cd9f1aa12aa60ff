namespace SmimeHelpdesk.Inbound;

/// <summary>What a line is when a header field is expected.</summary>
internal enum HeaderLineKind
{
    /// <summary>The empty line that ends a header.</summary>
    Blank,

    /// <summary>The first line of a field.</summary>
    Field,

    /// <summary>A folded line of the field before.</summary>
    Continuation,

    /// <summary>An mbox separator, which some gateways leave behind.</summary>
    Separator,

    /// <summary>No header line at all: the body has begun without an empty line.</summary>
    Other,
}

internal static class HeaderLine
{
    public static HeaderLineKind Classify(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty)
        {
            return HeaderLineKind.Blank;
        }

        if (line[0] is (byte)' ' or (byte)'\t')
        {
            return HeaderLineKind.Continuation;
        }

        if (line.StartsWith("From "u8) || line.StartsWith(">From "u8))
        {
            // "From :" is an obsolete field, "From someone at a time" a separator.
            return line[5..].TrimStart((byte)' ').StartsWith(":"u8) ? HeaderLineKind.Field : HeaderLineKind.Separator;
        }

        return Name(line).IsEmpty ? HeaderLineKind.Other : HeaderLineKind.Field;
    }

    /// <summary>The field's name, blanks before the colon dropped (RFC 5322 section 4.5.8); empty when the line is no field.</summary>
    public static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> line)
    {
        int colon = line.IndexOf((byte)':');
        if (colon <= 0)
        {
            return default;
        }

        ReadOnlySpan<byte> name = line[..colon].TrimEnd(" \t"u8);
        return name.ContainsAnyExceptInRange((byte)'!', (byte)'~') ? default : name;
    }
}
