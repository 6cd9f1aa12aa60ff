namespace SmimeHelpdesk.Revocation.Fetching;

/// <summary>Reads a body up to a bound, in pieces, so that what a server announces costs no memory.</summary>
internal static class BoundedBody
{
    private const int Piece = 64 << 10;

    /// <summary>The body; null when it is larger than the bound.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContent content, int maximumSize, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > maximumSize)
        {
            return null;
        }

        using Stream body = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var pieces = new List<ReadOnlyMemory<byte>>();
        long total = 0;
        while (true)
        {
            byte[] piece = new byte[Piece];
            int read = await body.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            total += read;
            if (total > maximumSize)
            {
                return null;
            }

            pieces.Add(piece.AsMemory(0, read));
            if (read < piece.Length)
            {
                return Join(pieces, (int)total);
            }
        }
    }

    private static byte[] Join(List<ReadOnlyMemory<byte>> pieces, int total)
    {
        byte[] joined = new byte[total];
        int offset = 0;
        foreach (ReadOnlyMemory<byte> piece in pieces)
        {
            piece.CopyTo(joined.AsMemory(offset));
            offset += piece.Length;
        }

        return joined;
    }
}
