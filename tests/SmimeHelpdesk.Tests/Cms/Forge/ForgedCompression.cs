using System.IO.Compression;

namespace SmimeHelpdesk.Tests.Cms.Forge;

internal static class ForgedCompression
{
    /// <summary>A CompressedData (RFC 3274).</summary>
    public static byte[] Encode(byte[] content, CompressionLevel level = CompressionLevel.SmallestSize) => Around(Compress(content, level));

    public static byte[] Compress(byte[] content, CompressionLevel level = CompressionLevel.SmallestSize)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, level, leaveOpen: true))
        {
            zlib.Write(content);
        }

        return output.ToArray();
    }

    /// <summary>The structure around bytes that may be no compression at all.</summary>
    public static byte[] Around(byte[] compressed, string algorithm = "1.2.840.113549.1.9.16.3.8") => Ber.Sequence(
        Ber.Oid(CmsOids.CompressedData),
        Ber.Context(0, Ber.Sequence(Ber.Integer(0), Ber.Algorithm(algorithm), Ber.Sequence(Ber.Oid(CmsOids.Data), Ber.Context(0, Ber.Octets(compressed))))));
}
