namespace SmimeHelpdesk.Interop.Tests.Matrix;

internal enum Direction
{
    /// <summary>The program reads what the library wrote.</summary>
    ReadsOurs,

    /// <summary>The library reads what the program wrote.</summary>
    WeReadTheirs,
}

/// <summary>What a program cannot do: a cell of the matrix that is not "ok". The tests see it refuse.</summary>
/// <param name="Direction">Which way.</param>
/// <param name="Form">The form's <see cref="Matrix.Form.Id"/>.</param>
/// <param name="Reason">The footnote.</param>
/// <param name="Says">A pattern of what the program says, or of what comes out instead.</param>
internal sealed record Limit(Direction Direction, string Form, string Reason, string Says)
{
    /// <summary>Whether the program does not even say that it cannot.</summary>
    public bool IsSilent { get; init; }

    public static Limit Reads(string form, string reason, string says) => new(Direction.ReadsOurs, form, reason, says);

    public static Limit Writes(string form, string reason, string says) => new(Direction.WeReadTheirs, form, reason, says);

    /// <summary>One reason for both ways, where the program says one thing or another.</summary>
    public static IEnumerable<Limit> Both(string form, string reason, string saysReading, string saysWriting) =>
        [Reads(form, reason, saysReading), Writes(form, reason, saysWriting)];
}

/// <summary>A program of the matrix.</summary>
/// <param name="Name">The head of its column.</param>
/// <param name="StandsFor">Who has it.</param>
/// <param name="StartAsync">Starts it.</param>
/// <param name="Limits">What it cannot do.</param>
internal sealed record PeerDescription(string Name, string StandsFor, Func<Task<Peers.Peer>> StartAsync, IReadOnlyList<Limit> Limits)
{
    public Limit? LimitOf(Direction direction, Form form) => Limits.SingleOrDefault(limit => limit.Direction == direction && limit.Form == form.Id);
}
