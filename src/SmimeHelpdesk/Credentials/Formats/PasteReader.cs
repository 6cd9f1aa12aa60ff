namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>Reads text: PEM in any shape, or bare base64.</summary>
internal static class PasteReader
{
    private const int MaximumUnmarkedAttempts = 64;

    public static void Read(ReadOnlySpan<char> text, ImportContext context)
    {
        ReadOnlyMemory<char> cleaned = PasteCleaner.Clean(text, context.Secrets);
        int attempts = 0;
        foreach (PemSection section in PemScanner.Scan(cleaned))
        {
            if (section.Label is null)
            {
                ReadUnmarked(section.Body, context, ref attempts);
            }
            else
            {
                StructureReader.Guard(context, () => PemBlockReader.Read(section, context));
            }
        }
    }

    // Base64 without armour, or whose first line was lost in copying: it must be one whole structure of a known kind.
    private static void ReadUnmarked(ReadOnlyMemory<char> text, ImportContext context, ref int attempts)
    {
        if (Base64Text.Decode(text.Span, context.Secrets) is { } all && FileReader.ReadStructures(all, context) > 0)
        {
            return;
        }

        for (int offset = 0; attempts < MaximumUnmarkedAttempts;)
        {
            int start = offset;
            bool isBase64 = Base64Text.TryPiece(text.Span, ref offset, out ReadOnlySpan<char> piece);
            if (offset == start)
            {
                return;
            }

            if (isBase64 && piece.Length >= 16 && piece[0] == 'M')
            {
                attempts++;
                byte[]? found = Base64Text.DecodeExactly(text.Span[start..], context.Secrets, out int consumed);
                offset = found is not null && StructureReader.Read(found, context) > 0 ? start + consumed : offset;
            }
        }
    }
}
