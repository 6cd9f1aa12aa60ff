using System.Reflection;
using System.Runtime.Loader;

namespace SmimeHelpdesk.Mutation;

/// <summary>Loads the tests and all that lies beside them, the mutated library among it.</summary>
internal sealed class TestsContext(string folder) : AssemblyLoadContext("tests")
{
    public Assembly Tests => LoadFromAssemblyPath(Path.Combine(folder, "SmimeHelpdesk.Tests.dll"));

    public Assembly Library => LoadFromAssemblyPath(Path.Combine(folder, "SmimeHelpdesk.dll"));

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string file = Path.Combine(folder, assemblyName.CultureName ?? string.Empty, assemblyName.Name + ".dll");
        return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
    }
}
