using System.IO.Compression;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>CompressedData (RFC 3274), with bounds on size and ratio: a few kilobytes can expand to gigabytes.</summary>
internal static class CompressedContent
{
    private const string Zlib = "1.2.840.113549.1.9.16.3.8";
    private const int SmallEnough = 1 << 20;

    /// <summary>Decompresses. The caller disposes the spool.</summary>
    /// <exception cref="CmsFormatException">It cannot be read.</exception>
    /// <exception cref="LimitExceededException">It expands too far.</exception>
    public static Spool Read(BerElement element, SmimePolicy policy)
    {
        SmimeLimits limits = policy.Limits;
        var cursor = new ElementCursor(element);
        cursor.Take();
        if (AlgorithmReader.Read(cursor.Take()).Algorithm.Id != Zlib)
        {
            throw new CmsFormatException("The compression is not known.");
        }

        var encapsulated = new ElementCursor(cursor.Take());
        encapsulated.Take();
        BerElement content = encapsulated.TakeContext(0)?.Children().FirstOrDefault() ?? throw new CmsFormatException("The compressed content is empty.");
        ByteSource compressed = content.Octets();
        long limit = Math.Min(limits.MaximumDecompressedSize, Math.Max(SmallEnough, compressed.Length * limits.MaximumCompressionRatio));
        var spool = new Spool(policy.Spool, 0, limit);
        try
        {
            Expand(compressed, spool);
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
