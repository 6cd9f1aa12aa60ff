namespace SmimeHelpdesk.Spooling;

/// <summary>Writes into a spool.</summary>
internal sealed class SpoolStream(Spool spool) : WritingStream
{
    public override void Write(ReadOnlySpan<byte> buffer) => spool.Write(buffer);
}
