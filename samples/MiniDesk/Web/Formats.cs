using System.Globalization;

namespace MiniDesk.Web;

internal static class Formats
{
    public static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.CurrentCulture, $"{bytes} B"),
        < 1 << 20 => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1024.0:0.#} KB"),
        _ => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1048576.0:0.#} MB"),
    };

    /// <summary>A thumbprint in groups, as people compare it.</summary>
    public static string Thumbprint(string sha256) => string.Join(' ', sha256.Chunk(4).Select(group => new string(group)));
}
