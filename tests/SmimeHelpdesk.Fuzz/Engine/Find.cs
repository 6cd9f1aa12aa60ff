using System.Diagnostics;

namespace SmimeHelpdesk.Fuzz.Engine;

/// <summary>An input that shows a defect.</summary>
/// <param name="Kind">crash, broken, slow, hungry, hang or end.</param>
/// <param name="Key">What finds of the same defect share.</param>
/// <param name="Text">What is wrong.</param>
/// <param name="Input">The input.</param>
public sealed record Find(string Kind, string Key, string Text, ReadOnlyMemory<byte> Input)
{
    private const int FramesInKey = 3;

    public static Find Of(Exception exception, byte[] input)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception is BrokenInvariantException broken
            ? new Find("broken", broken.Invariant, exception.ToString(), input)
            : new Find("crash", KeyOf(exception), exception.ToString(), input);
    }

    private static string KeyOf(Exception exception)
    {
        IEnumerable<string?> frames = new StackTrace(exception).GetFrames()
            .Select(frame => frame.GetMethod()?.DeclaringType?.FullName + "." + frame.GetMethod()?.Name)
            .Where(name => name.StartsWith("SmimeHelpdesk.", StringComparison.Ordinal))
            .Take(FramesInKey);
        return exception.GetType().Name + " " + string.Join(" < ", frames);
    }
}
