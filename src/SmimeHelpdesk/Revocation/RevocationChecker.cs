using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Logging;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Policy;
using SmimeHelpdesk.Revocation;
using SmimeHelpdesk.Revocation.Fetching;
using SmimeHelpdesk.Revocation.Issuers;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk;

/// <summary>
/// Asks OCSP responders (RFC 6960) and CRLs (RFC 5280 section 6.3) by http, within the bounds of its options, about certificates that
/// chain up to an anchor, and about no others. Answers are kept in memory, and in the host's <see cref="HybridCache"/> where there is
/// one, until they end. Issuers that a message left out are fetched from <see cref="RevocationOptions.IssuerHosts"/> alone. Make one for the process; thread-safe.
/// </summary>
public sealed class RevocationChecker : IRevocationChecker, IIssuerSource, IDisposable
{
    private const int MaximumSupplied = 512;
    private const int MaximumFromMessage = 16;
    private const int Parallelism = 2;

    private readonly RevocationOptions _options;
    private readonly TimeProvider _time;
    private readonly AnswerSource _source;
    private readonly CertificateMemo _certificates = new();

    /// <summary>Makes a checker.</summary>
    /// <param name="options">The bounds; null for <see cref="RevocationOptions.Default"/>.</param>
    /// <param name="cache">
    /// Shares answers among servers; null keeps them in memory only. What it returns is verified again, and a slow or failing cache is
    /// passed over. CRLs beyond its own size limit are not shared.
    /// </param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="logger">Where failed requests are logged; null for nowhere.</param>
    /// <exception cref="ArgumentException">A value of the options is out of range.</exception>
    public RevocationChecker(RevocationOptions? options = null, HybridCache? cache = null, TimeProvider? time = null, ILogger<RevocationChecker>? logger = null)
        : this(RevocationBounds.Require(options ?? RevocationOptions.Default, nameof(options)), cache, time ?? TimeProvider.System, logger, null)
    {
    }

    internal RevocationChecker(RevocationOptions options, HybridCache? cache, TimeProvider time, ILogger? logger, Func<string, CancellationToken, Task<IPAddress[]>>? resolve)
    {
        _options = options;
        _time = time;
        _source = new AnswerSource(new HttpFetcher(options, time, resolve), options, new SharedAnswers(cache, options, time), time, logger);
    }

    /// <inheritdoc/>
    public async Task<RevocationReport> CheckAsync(RevocationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Path.Count == 0)
        {
            throw new ArgumentException("The path is empty.", nameof(request));
        }

        var facts = new PathFacts(request, _certificates);
        if (!facts.IsAnchored())
        {
            return new RevocationReport([NotTrusted(request)]);
        }

        RevocationAnswers answers = Answers();
        var host = SuppliedAnswers.Read(request.Answers, MaximumSupplied);
        var message = SuppliedAnswers.Read(request.MessageAnswers, MaximumFromMessage);
        var found = new CertificateRevocation[facts.Path.Count - 1];
        using var timeout = new CancellationTokenSource(TimeLeft(request), _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);

        // Two at once: one server that hangs does not use up the other certificates' time, and few large CRLs are in memory.
        using var slots = new SemaphoreSlim(Parallelism);
        await Task.WhenAll(Enumerable.Range(0, found.Length).Select(async i =>
        {
            var check = new CertificateCheck(facts.Path[i], facts.Path[i + 1], facts, answers, _options, new AnswerSigners(facts, answers, _options, host, message));
            await slots.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            try
            {
                found[i] = await check.RunAsync(host, message, both.Token).ConfigureAwait(false);
            }
            finally
            {
                slots.Release();
            }
        })).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return new RevocationReport(found);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> FindAsync(IssuerRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (_options.IssuerHosts.Count == 0 || _certificates.TryParse(request.Certificate) is not { } certificate)
        {
            return [];
        }

        using var timeout = new CancellationTokenSource(_options.TotalTimeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return [.. (await new IssuerSearch(Answers(), _options, request).FindAsync(certificate, both.Token).ConfigureAwait(false)).Select(issuer => issuer.Der)];
        }
        catch (Exception exception) when (exception is OperationCanceledException or CmsFormatException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return [];
        }
    }

    /// <summary>Stops what is being fetched and closes all connections.</summary>
    public void Dispose() => _source.Dispose();

    // Two of the largest: one for each request that may be under way.
    private RevocationAnswers Answers() => new(_source, _options, new FetchBudget((long)Parallelism * _options.MaximumCrlSize));

    private TimeSpan TimeLeft(RevocationRequest request)
    {
        TimeSpan left = _options.TotalTimeout - request.TimeSpent;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    // Never an empty report, which would mean good: also where the certificate cannot be read.
    private static CertificateRevocation NotTrusted(RevocationRequest request) => new()
    {
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(request.Path[0].Span)),
        Status = RevocationStatus.Unknown,
        Unknown = RevocationUnknownReason.NotTrusted,
        CheckedAt = request.At,
    };
}
