using System.Text;

namespace ConsoleDemo;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return await DemoApplication.RunAsync(args, DemoOutput.ForProcess(), Console.Error);
    }
}
