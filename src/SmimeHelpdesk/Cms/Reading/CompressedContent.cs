using System.IO.Compression;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>CompressedData (RFC 3274), with bounds on size and ratio: a few kilobytes can expand to gigabytes.</summary>
internal static class CompressedContent
{
    private const byte PresetDictionary = 0x20;
    private const string Zlib = "1.2.840.113549.1.9.16.3.8";

    /// <summary>Decompresses. The caller disposes the spool.</summary>
    /// <exception cref="CmsFormatException">It cannot be read.</exception>
    /// <exception cref="LimitExceededException">It expands too far.</exception>
    public static Spool Read(BerElement element, SpoolPlace place, ExpansionBudget budget)
    {
        var cursor = ElementCursor.OfSequence(element);
        cursor.TakeInteger();
        if (AlgorithmReader.Read(cursor.Take()).Algorithm.Id != Zlib)
        {
            throw new CmsFormatException("The compression is not known.");
        }

        var encapsulated = new ElementCursor(cursor.TakeSequence());
        cursor.End();
        encapsulated.Take();
        BerElement content = encapsulated.TakeContext(0)?.Only() ?? throw new CmsFormatException("The compressed content is empty.");
        encapsulated.End();
        ByteSource compressed = content.IsOctetString ? content.Octets() : throw new CmsFormatException("The compressed content is something else.");
        RequireNoDictionary(compressed);
        var spool = new Spool(place, 0, budget.Allowed(compressed.Length));
        try
        {
            Expand(compressed, spool);
            budget.Spend(spool.Length);
            return spool;
        }
        catch (InvalidDataException exception)
        {
            spool.Dispose();
            throw new CmsFormatException("The compressed content is damaged.", exception);
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    // RFC 1950 section 2.2: there is none to agree on in mail, and .NET reports the demand for one as a failure of input and output.
    private static void RequireNoDictionary(ByteSource compressed)
    {
        Span<byte> header = stackalloc byte[2];
        if (compressed.Read(0, header) == header.Length && (header[1] & PresetDictionary) != 0)
        {
            throw new CmsFormatException("The compressed content needs a dictionary.");
        }
    }

    private static void Expand(ByteSource compressed, Spool spool)
    {
        using Stream input = compressed.OpenRead();
        using var zlib = new ZLibStream(input, CompressionMode.Decompress);
        byte[] buffer = new byte[32768];
        for (int read; (read = zlib.Read(buffer)) > 0;)
        {
            spool.Write(buffer.AsSpan(0, read));
        }
    }
}
