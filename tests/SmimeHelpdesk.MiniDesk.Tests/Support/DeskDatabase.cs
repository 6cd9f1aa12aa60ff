using Microsoft.EntityFrameworkCore;
using MiniDesk;
using MiniDesk.Data;

namespace SmimeHelpdesk.MiniDesk.Tests.Support;

/// <summary>A look into the desk's database from outside.</summary>
internal static class DeskDatabase
{
    private const int Patience = 240;

    public static DeskContext Open(string dataFolder, string postgreSql = "")
    {
        var settings = new DeskSettings { DataFolder = dataFolder, KeysFolder = dataFolder, ConnectionString = postgreSql };
        return new DeskContext((DbContextOptions<DeskContext>)new DbContextOptionsBuilder<DeskContext>().UseDesk(settings).Options);
    }

    /// <summary>Waits until a count has come to <paramref name="all"/>, for as long as it grows: a slow machine takes long, a desk that hangs stands still.</summary>
    public static async Task UntilAllAsync(Func<Task<int>> count, int all, string what)
    {
        int before = -1;
        DateTime end = DateTime.MaxValue;
        for (int now = await count(); now < all; now = await count())
        {
            if (now != before)
            {
                (before, end) = (now, DateTime.UtcNow.AddSeconds(Patience));
            }
            else if (DateTime.UtcNow > end)
            {
                throw new TimeoutException($"{what}: {now} of {all}");
            }

            await Task.Delay(200);
        }
    }
}
