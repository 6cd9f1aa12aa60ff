using Org.BouncyCastle.Asn1;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Revocation;

internal static class Asn1Part
{
    private const int MaximumSize = 256 << 10;

    /// <summary>Parses a bounded part of an answer, after its depth was checked: it comes from the network, and parsing is recursive.</summary>
    /// <exception cref="CmsFormatException">It cannot be read, or is too large or too deep.</exception>
    public static Asn1Object Parse(ReadOnlyMemory<byte> encoded)
    {
        try
        {
            return BerElement.Read(ByteSource.From(encoded)).ToAsn1(MaximumSize);
        }
        catch (LimitExceededException exception)
        {
            throw new CmsFormatException("A part of an answer is too large or too deep.", exception);
        }
    }
}
