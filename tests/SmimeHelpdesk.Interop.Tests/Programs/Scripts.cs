using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Interop.Tests.Programs;

/// <summary>The few lines in other languages that some programs are driven with.</summary>
internal static class Scripts
{
    public static string Folder { get; } = Repository.PathOf("tests/SmimeHelpdesk.Interop.Tests/Scripts");

    public static string PathOf(string name) => Path.Combine(Folder, name);

    public static string Read(string name) => File.ReadAllText(PathOf(name));
}
