using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Inbound;

/// <summary>Parses MIME and keeps each entity's place in the bytes as received.</summary>
internal static class RawMime
{
    /// <summary>
    /// Parses a message, or the MIME entity that a layer held. Text that is no MIME at all becomes one text/plain part. Never throws
    /// for content within the limits.
    /// </summary>
    /// <exception cref="LimitExceededException">Too deep, or too many parts.</exception>
    public static ParsedEntity Parse(ByteSource raw, SmimeLimits limits) => throw new NotImplementedException();

    /// <summary>The decoded content of a leaf part (base64, quoted-printable, or as it is).</summary>
    public static ByteSource Decode(ParsedEntity part, SmimeLimits limits) => throw new NotImplementedException();

    /// <summary>The message's header with no content, for a message that is past a limit.</summary>
    public static ParsedEntity HeaderOnly(ByteSource raw) => throw new NotImplementedException();
}
