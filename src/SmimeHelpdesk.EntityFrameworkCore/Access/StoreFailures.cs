using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace SmimeHelpdesk.EntityFrameworkCore.Access;

/// <summary>Tells what a host can do about a failure, from what engines say in common and from SQLite's own code, without a reference to either.</summary>
internal static class StoreFailures
{
    private const int MaximumDepth = 8;

    public static bool IsFailure(Exception exception) =>
        exception is DbException or DbUpdateException or TimeoutException or RetryLimitExceededException or IOException or SocketException
        || (exception is InvalidOperationException && Chain(exception).Any(inner => inner is DbException));

    public static SmimeStoreException Wrap(Exception exception) => new(Chain(exception).Select(Reason).FirstOrDefault(reason => reason != SmimeStoreFailure.Other), exception);

    private static SmimeStoreFailure Reason(Exception exception) => exception switch
    {
        DbException { SqlState: { } state } => FromSqlState(state),
        DbException database when SqliteCode(database) is { } code => FromSqlite(code),
        DbException { IsTransient: true } or TimeoutException or SocketException or IOException => SmimeStoreFailure.Unavailable,
        _ => SmimeStoreFailure.Other,
    };

    // SQLSTATE classes: 08 connection, 53 resources (53100 is the disk), 57 operator intervention, 58 system error.
    private static SmimeStoreFailure FromSqlState(string state) => state switch
    {
        "53100" => SmimeStoreFailure.Full,
        _ when state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal)
            || state.StartsWith("57P", StringComparison.Ordinal) || state.StartsWith("58", StringComparison.Ordinal) => SmimeStoreFailure.Unavailable,
        _ => SmimeStoreFailure.Other,
    };

    // 5 busy, 6 locked, 10 input or output, 13 full, 14 cannot open.
    private static SmimeStoreFailure FromSqlite(int code) => code switch
    {
        13 => SmimeStoreFailure.Full,
        5 or 6 or 10 or 14 => SmimeStoreFailure.Unavailable,
        _ => SmimeStoreFailure.Other,
    };

    private static int? SqliteCode(DbException exception) => exception.GetType().GetProperty("SqliteErrorCode")?.GetValue(exception) as int?;

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        Exception? current = exception;
        for (int depth = 0; current is not null && depth < MaximumDepth; depth++, current = current.InnerException)
        {
            yield return current;
        }
    }
}
