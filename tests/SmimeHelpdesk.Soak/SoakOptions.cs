using System.Globalization;

namespace SmimeHelpdesk.Soak;

/// <summary>How long, how fast, and over which stores.</summary>
internal sealed record SoakOptions
{
    public const string Usage = """
        --minutes M     how long to measure; default 30
        --seconds S     the same in seconds
        --warm-up M     minutes before that which do not count for memory; default 5
        --rate R        mails in a second; default 50
        --store NAME    sqlite (default) or memory
        """;

    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(30);

    public TimeSpan WarmUp { get; init; } = TimeSpan.FromMinutes(5);

    public double Rate { get; init; } = 50;

    public bool InMemory { get; init; }

    /// <summary>How many customers there are; as many strangers write, too.</summary>
    public int Customers { get; init; } = 24;

    /// <summary>How often memory is looked at.</summary>
    public TimeSpan Sampling { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Null when the arguments make no sense.</summary>
    public static SoakOptions? Parse(IReadOnlyList<string> arguments)
    {
        var options = new SoakOptions();
        for (int i = 0; i < arguments.Count && options is not null; i += 2)
        {
            options = i + 1 < arguments.Count ? options.With(arguments[i], arguments[i + 1]) : null;
        }

        return options;
    }

    private SoakOptions? With(string name, string value)
    {
        bool isNumber = double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number);
        return (name, value) switch
        {
            ("--store", "memory") => this with { InMemory = true },
            ("--store", "sqlite") => this with { InMemory = false },
            ("--warm-up", _) when isNumber => this with { WarmUp = TimeSpan.FromMinutes(number) },
            ("--minutes", _) when number > 0 => this with { Duration = TimeSpan.FromMinutes(number) },
            ("--seconds", _) when number > 0 => this with { Duration = TimeSpan.FromSeconds(number) },
            ("--rate", _) when number > 0 => this with { Rate = number },
            _ => null,
        };
    }
}
