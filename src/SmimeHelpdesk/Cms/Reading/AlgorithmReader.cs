using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms.Reading;

internal static class AlgorithmReader
{
    private const int MaximumSize = 4096;

    /// <summary>Reads an AlgorithmIdentifier.</summary>
    public static AlgorithmIdentifier Read(BerElement element)
    {
        try
        {
            return AlgorithmIdentifier.GetInstance(element.ToAsn1(MaximumSize));
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or LimitExceededException or CmsFormatException))
        {
            throw new CmsFormatException("An algorithm identifier cannot be read.", exception);
        }
    }
}
