using ConsoleDemo.Cli;

namespace ConsoleDemo.Setup;

/// <summary>Files that were named on the command line; one that cannot be read is a usage error.</summary>
internal static class InputFile
{
    /// <summary>The files that the arguments mean: a directory stands for its <c>*.eml</c> in ordinal order.</summary>
    public static IEnumerable<string> Messages(IEnumerable<string> arguments) =>
        arguments.SelectMany(argument => Directory.Exists(argument) ? InDirectory(argument) : [argument]);

    public static FileStream Open(string path) => Guard(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));

    public static byte[] ReadBytes(string path) => Guard(path, () => File.ReadAllBytes(path));

    public static string ReadText(string path) => Guard(path, () => File.ReadAllText(path));

    private static IEnumerable<string> InDirectory(string path) => Guard(path, () => Directory.GetFiles(path)
        .Where(file => file.EndsWith(".eml", StringComparison.OrdinalIgnoreCase))
        .OrderBy(file => Path.GetFileName(file), StringComparer.Ordinal));

    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"'{path}' cannot be read; check the name and the permissions.");
        }
    }
}
