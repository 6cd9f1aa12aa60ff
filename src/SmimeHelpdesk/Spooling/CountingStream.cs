namespace SmimeHelpdesk.Spooling;

/// <summary>Counts what is written to it, and passes it on.</summary>
internal sealed class CountingStream(Stream output) : WritingStream
{
    public long Count { get; private set; }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        output.Write(buffer);
        Count += buffer.Length;
    }
}
