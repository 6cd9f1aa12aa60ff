using System.Security.Cryptography;

namespace SmimeHelpdesk.EntityFrameworkCore.Access;

/// <summary>A short random wait, longer with each attempt, so that those who met do not meet again.</summary>
internal static class Backoff
{
    private const int MaximumMilliseconds = 50;

    public static Task WaitAsync(int attempt, CancellationToken cancellationToken) =>
        Task.Delay(RandomNumberGenerator.GetInt32(Math.Min(attempt * 2, MaximumMilliseconds) + 1), cancellationToken);
}
