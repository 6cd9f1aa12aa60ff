namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>Reads one file, binary or text.</summary>
internal static class FileReader
{
    /// <summary>Reads everything that is in the file.</summary>
    public static void Read(ReadOnlyMemory<byte> file, ImportContext context)
    {
        if (ForeignFormats.Recognize(file.Span) is { } format)
        {
            context.Found.Hints.Add(format);
        }

        int binary = ReadStructures(file, context);
        ReadOnlyMemory<byte> rest = file[binary..];
        if (!rest.IsEmpty)
        {
            // Files are glued together, so text may follow a binary structure.
            PasteReader.Read(PasteDecoder.Decode(rest.Span, context.Secrets).Span, context);
        }
    }

    /// <summary>Reads binary structures, one after the other, as far as they go.</summary>
    /// <returns>How many octets were of known kinds.</returns>
    public static int ReadStructures(ReadOnlyMemory<byte> encoded, ImportContext context)
    {
        int offset = 0;
        for (int length = 1; length > 0 && offset < encoded.Length; offset += length)
        {
            length = StructureReader.Read(encoded[offset..], context);
        }

        return offset;
    }
}
