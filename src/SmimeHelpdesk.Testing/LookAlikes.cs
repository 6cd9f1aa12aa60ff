namespace SmimeHelpdesk.Testing;

/// <summary>Pairs of text that some collation takes for one, and that are two keys all the same.</summary>
internal static class LookAlikes
{
    public static IReadOnlyList<(string Left, string Right)> Tenants { get; } =
    [
        ("acme", "ACME"),
        ("acme", "acme "),
        ("m\u00FCller", "mu\u0308ller"),
        ("m\u00FCller", "muller"),
        ("stra\u00DFe", "strasse"),
        ("k", "\u212A"),
        ("i", "\u0131"),
        ("a", "\uFF41"),
        ("acme", "acme\u00AD"),
        (string.Empty, " "),
        ("a%", "ab"),
        ("1", "01"),
    ];

    public static IReadOnlyList<(string Left, string Right)> Addresses { get; } =
    [
        ("m\u00FCller@desk.example", "mu\u0308ller@desk.example"),
        ("m\u00FCller@desk.example", "muller@desk.example"),
        ("\u212Aim@desk.example", "kim@desk.example"),
        ("a_b@desk.example", "axb@desk.example"),
        ("\u00C4@desk.example", "\u00E4@desk.example"),
    ];
}
