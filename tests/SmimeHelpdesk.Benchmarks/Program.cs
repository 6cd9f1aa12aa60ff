using System.Diagnostics;
using BenchmarkDotNet.Running;
using SmimeHelpdesk.Benchmarks.Memory;
using SmimeHelpdesk.Benchmarks.Short;

// One core, so that nobody wins by using more of them.
if (args.Length > 0 && (OperatingSystem.IsLinux() || OperatingSystem.IsWindows()))
{
    using var process = Process.GetCurrentProcess();
    process.ProcessorAffinity = 1;
}

switch (args)
{
    case ["short", ..]:
        ShortRun.Run(args.Length > 1 ? args[1] : string.Empty);
        break;
    case ["library", ..]:
        ShortRun.RunLibrary(args.Length > 1 ? args[1] : string.Empty);
        break;
    case ["memory"]:
        MemoryRun.Run();
        break;
    case ["memory-child", string directory, string operation, string megabytes, string place]:
        await MemoryChild.RunAsync(directory, operation, int.Parse(megabytes), place == "spooled");
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
