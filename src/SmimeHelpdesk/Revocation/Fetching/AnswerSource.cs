using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Diagnostics;

namespace SmimeHelpdesk.Revocation.Fetching;

/// <summary>
/// Answers from memory, else from the host's cache, else from the network, each only when it verifies; at most one request for each
/// answer at once, however many messages wait for it. Only verified answers are kept: http lets anybody on the way put in others.
/// </summary>
internal sealed class AnswerSource(HttpFetcher fetcher, RevocationOptions options, SharedAnswers shared, TimeProvider time, ILogger? logger) : IDisposable
{
    private readonly AnswerMemory _memory = new(options.MaximumMemory);
    private readonly ServerBreaker _breaker = new(options, time);
    private readonly ConcurrentDictionary<string, Lazy<Task<object>>> _running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private bool _isDisposed;

    /// <summary>Obtains an answer. The request goes on when the caller gives up, for those who wait with it and for the next.</summary>
    public async Task<Obtained<T>> ObtainAsync<T>(AnswerQuestion<T> question, DateTimeOffset at, CancellationToken cancellationToken)
        where T : class, IDatedAnswer
    {
        if (_memory.Find<T>(question.Key) is { } known && question.Problem(known) is RevocationUnknownReason.None)
        {
            if (AnswerTime.IsRefreshDue(known, at, options.RefreshAhead))
            {
                _ = Once(question.Key, () => FetchAsync(question, at));
            }

            return new Obtained<T>(known, RevocationUnknownReason.None);
        }

        return (Obtained<T>)await Once(question.Key, () => LoadAsync(question, at)).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    // A container disposes what it hands out under several types once for each.
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        _stop.Cancel();
        _stop.Dispose();
        fetcher.Dispose();
    }

    private async Task<object> Once<T>(string key, Func<Task<Obtained<T>>> load)
        where T : class, IDatedAnswer
    {
        var made = new Lazy<Task<object>>(() => Task.Run(async () => (object)await load().ConfigureAwait(false)));
        Lazy<Task<object>> running = _running.GetOrAdd(key, made);
        try
        {
            return await running.Value.ConfigureAwait(false);
        }
        finally
        {
            _running.TryRemove(new KeyValuePair<string, Lazy<Task<object>>>(key, running));
        }
    }

    private async Task<Obtained<T>> LoadAsync<T>(AnswerQuestion<T> question, DateTimeOffset at)
        where T : class, IDatedAnswer
    {
        if (await shared.FindAsync(question.Key, _stop.Token).ConfigureAwait(false) is { } bytes
            && Verify(question, bytes, isNew: false) is { Answer: { } answer } found)
        {
            _memory.Keep(question.Key, answer);
            return found;
        }

        return await FetchAsync(question, at).ConfigureAwait(false);
    }

    private async Task<Obtained<T>> FetchAsync<T>(AnswerQuestion<T> question, DateTimeOffset at)
        where T : class, IDatedAnswer
    {
        using var operation = FetchOperation.Start(logger, question.Kind);
        Obtained<T> obtained = await AskAsync(question).ConfigureAwait(false);
        operation.Complete(obtained.Problem);
        if (obtained.Answer is { } answer)
        {
            _memory.Keep(question.Key, answer);
            await shared.KeepAsync(question.Key, answer, at, _stop.Token).ConfigureAwait(false);
        }

        return obtained;
    }

    private async Task<Obtained<T>> AskAsync<T>(AnswerQuestion<T> question)
        where T : class, IDatedAnswer
    {
        string server = question.Fetch.Location.Authority;
        if (question.Fetch.Budget.IsSpent)
        {
            return new Obtained<T>(null, RevocationUnknownReason.TooLarge);
        }

        // The server last: its one trial after a break is not for a question that is not asked.
        if (!_breaker.TryEnter(question.Key) || !_breaker.TryEnter(server))
        {
            return new Obtained<T>(null, RevocationUnknownReason.CircuitOpen);
        }

        Fetched fetched = await fetcher.FetchAsync(question.Fetch, _stop.Token).ConfigureAwait(false);
        if (fetched.Problem is RevocationUnknownReason.TooLarge && question.Fetch.Budget.IsExceeded)
        {
            // The path asked for too much, which says nothing about this server: others may ask it at once.
            return new Obtained<T>(null, RevocationUnknownReason.TooLarge);
        }

        Obtained<T> obtained = fetched.Problem is RevocationUnknownReason.None
            ? Verify(question, fetched.Body, isNew: true)
            : new Obtained<T>(null, fetched.Problem);

        // A server that cannot be reached is left alone as a whole; one bad answer says nothing about its others.
        Count(server, fetched.Problem is not (RevocationUnknownReason.Unreachable or RevocationUnknownReason.TimedOut or RevocationUnknownReason.AddressRefused));
        Count(question.Key, obtained.Answer is not null);
        return obtained;
    }

    private void Count(string name, bool succeeded)
    {
        if (succeeded)
        {
            _breaker.Succeeded(name);
        }
        else
        {
            _breaker.Failed(name);
        }
    }

    private static Obtained<T> Verify<T>(AnswerQuestion<T> question, ReadOnlyMemory<byte> bytes, bool isNew)
        where T : class, IDatedAnswer
    {
        try
        {
            T answer = question.Read(bytes);
            RevocationUnknownReason problem = question.Problem(answer);
            problem = problem is RevocationUnknownReason.None && isNew ? question.ProblemWhenNew(answer) : problem;
            return new Obtained<T>(problem is RevocationUnknownReason.None ? answer : null, problem);
        }
        catch (CmsFormatException)
        {
            return new Obtained<T>(null, RevocationUnknownReason.Malformed);
        }
    }
}
