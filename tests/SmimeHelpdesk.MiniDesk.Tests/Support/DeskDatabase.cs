using Microsoft.EntityFrameworkCore;
using MiniDesk;
using MiniDesk.Data;

namespace SmimeHelpdesk.MiniDesk.Tests.Support;

/// <summary>A look into the desk's database from outside.</summary>
internal static class DeskDatabase
{
    public static DeskContext Open(string dataFolder, string postgreSql = "")
    {
        var settings = new DeskSettings { DataFolder = dataFolder, KeysFolder = dataFolder, ConnectionString = postgreSql };
        return new DeskContext((DbContextOptions<DeskContext>)new DbContextOptionsBuilder<DeskContext>().UseDesk(settings).Options);
    }

    public static async Task UntilAsync(Func<Task<bool>> isSo, string what, int seconds = 240)
    {
        DateTime end = DateTime.UtcNow.AddSeconds(seconds);
        while (!await isSo())
        {
            if (DateTime.UtcNow > end)
            {
                throw new TimeoutException(what);
            }

            await Task.Delay(200);
        }
    }
}
