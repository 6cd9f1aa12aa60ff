namespace ConsoleDemo;

internal static class ExitCode
{
    /// <summary>Every input was processed, whatever the verdicts.</summary>
    public const int Success = 0;

    /// <summary>A reply was refused, or a step of the story did not hold.</summary>
    public const int Refused = 1;

    /// <summary>Wrong arguments or an unreadable file.</summary>
    public const int Usage = 2;
}
