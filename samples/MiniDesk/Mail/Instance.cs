using System.Globalization;

namespace MiniDesk.Mail;

/// <summary>The name under which this process takes work.</summary>
internal static class Instance
{
    public static string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{Guid.NewGuid():N}");
}
