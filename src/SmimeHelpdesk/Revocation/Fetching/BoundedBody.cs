using System.Buffers;

namespace SmimeHelpdesk.Revocation.Fetching;

/// <summary>Reads a body up to a bound, in pieces that are used again, so that what a server announces, or sends in vain, costs no memory.</summary>
internal static class BoundedBody
{
    private const int Piece = 1 << 20;

    /// <summary>The body; null when it is larger than the bound, or than what is left of the budget.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContent content, int maximumSize, FetchBudget budget, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > maximumSize)
        {
            return null;
        }

        using Stream body = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var pieces = new List<(byte[] Bytes, int Length)>();
        try
        {
            return await FillAsync(body, pieces, maximumSize, budget, cancellationToken).ConfigureAwait(false) ? Join(pieces) : null;
        }
        finally
        {
            foreach ((byte[] bytes, _) in pieces)
            {
                ArrayPool<byte>.Shared.Return(bytes);
            }
        }
    }

    private static async Task<bool> FillAsync(Stream body, List<(byte[] Bytes, int Length)> pieces, int maximumSize, FetchBudget budget, CancellationToken cancellationToken)
    {
        long total = 0;
        while (true)
        {
            byte[] piece = ArrayPool<byte>.Shared.Rent(Math.Min(Piece, maximumSize));
            pieces.Add((piece, 0));
            int read = await body.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            pieces[^1] = (piece, read);
            total += read;
            budget.Spend(read);
            if (total > maximumSize || budget.IsExceeded)
            {
                return false;
            }

            if (read < piece.Length)
            {
                return true;
            }
        }
    }

    private static byte[] Join(List<(byte[] Bytes, int Length)> pieces)
    {
        byte[] joined = new byte[pieces.Sum(piece => piece.Length)];
        int offset = 0;
        foreach ((byte[] bytes, int length) in pieces)
        {
            bytes.AsSpan(0, length).CopyTo(joined.AsSpan(offset));
            offset += length;
        }

        return joined;
    }
}
