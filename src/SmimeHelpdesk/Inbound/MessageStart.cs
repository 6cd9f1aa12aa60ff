using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Inbound;

/// <summary>Where a message begins when a mailbox file or a gateway put something before it.</summary>
internal static class MessageStart
{
    private const int MaximumBlankLines = 64;

    public static long Find(ByteSource raw)
    {
        Span<byte> mark = stackalloc byte[3];
        bool hasMark = raw.Read(0, mark) == 3 && mark.SequenceEqual("\uFEFF"u8);
        using var line = new LineReader(raw, hasMark ? 3 : 0);
        for (int i = 0; i < MaximumBlankLines && line.Read(); i++)
        {
            ReadOnlySpan<byte> text = line.Text;
            if (!text.IsEmpty && HeaderLine.Classify(text) is not HeaderLineKind.Separator)
            {
                return line.Start;
            }
        }

        return 0;
    }
}
