using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using SmimeHelpdesk.Diagnostics;
using SmimeHelpdesk.Verification;

namespace SmimeHelpdesk;

/// <summary>
/// The certificates of a file, PEM or DER, the same for every tenant, read again when the file has changed. While a changed file
/// cannot be read, the certificates before it stay, and the failure is logged. Thread-safe.
/// </summary>
public sealed class FileTrustAnchors : ITrustAnchorProvider
{
    private const int MaximumSize = 16 << 20;
    private readonly string _file;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private readonly ILogger? _logger;
    private readonly Lock _gate = new();
    private TrustAnchors _anchors;
    private byte[] _digest;
    private DateTimeOffset _readAt;

    /// <summary>Makes a provider and reads the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="interval">How often the file is looked at, at most; null for ten seconds.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="logger">Where a file that cannot be read is logged; null for nowhere.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ArgumentException">The file holds no certificate, or a damaged one.</exception>
    public FileTrustAnchors(string file, TimeSpan? interval = null, TimeProvider? time = null, ILogger<FileTrustAnchors>? logger = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        _file = file;
        _interval = interval ?? TimeSpan.FromSeconds(10);
        _time = time ?? TimeProvider.System;
        _logger = logger;
        byte[] content = Read();
        (_anchors, _digest, _readAt) = (Parse(content), SHA256.HashData(content), _time.GetUtcNow());
    }

    /// <inheritdoc/>
    public ValueTask<TrustAnchors> GetAsync(string tenant, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            DateTimeOffset now = _time.GetUtcNow();
            if (now - _readAt >= _interval)
            {
                _readAt = now;
                Refresh();
            }

            return new ValueTask<TrustAnchors>(_anchors);
        }
    }

    // By content: a file's times have coarse steps, and tools that deploy files set them as they like.
    private void Refresh()
    {
        try
        {
            byte[] content = Read();
            byte[] digest = SHA256.HashData(content);
            if (!digest.AsSpan().SequenceEqual(_digest))
            {
                (_anchors, _digest) = (Parse(content), digest);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            StoreEvents.TrustAnchorsFailed(_logger, exception);
        }
    }

    private byte[] Read()
    {
        using FileStream stream = File.OpenRead(_file);
        if (stream.Length > MaximumSize)
        {
            throw new IOException("The file is too large for trust anchors.");
        }

        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static TrustAnchors Parse(byte[] content) => content is [0x30, ..]
        ? TrustAnchors.FromDer([content])
        : TrustAnchors.FromPem(System.Text.Encoding.Latin1.GetString(content));
}
