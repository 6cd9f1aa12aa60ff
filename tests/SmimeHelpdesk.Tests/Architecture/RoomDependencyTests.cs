namespace SmimeHelpdesk.Tests.Architecture;

/// <summary>Which rooms may look into which, as docs/architecture.md draws it. Public types belong to no room.</summary>
public sealed class RoomDependencyTests
{
    private const string Root = "SmimeHelpdesk.";

    /// <summary>The lower rooms with all that they may use besides themselves; the doors and the rooms of a message's way are above them.</summary>
    public static TheoryData<string, string[]> LowerRooms => new()
    {
        { "Spooling", [] },
        { "Policy", ["Spooling"] },
        { "Keys", [] },
        { "Text", ["Verification"] },
        { "Cms", ["Spooling", "Verification.Pkix"] },
        { "Verification.Pkix", ["Cms", "Spooling", "Verification"] },
        { "Credentials.Formats", ["Cms", "Credentials", "Spooling", "Verification"] },
    };

    [Theory]
    [MemberData(nameof(LowerRooms))]
    public void Room_OfTheLowerOnes_UsesOnlyWhatItMay(string room, string[] allowed)
    {
        ArgumentNullException.ThrowIfNull(allowed);
        UsedRooms(room).Where(used => !allowed.Append(room).Any(may => IsIn(used, may))).Should().BeEmpty();
    }

    [Fact]
    public void Rooms_InAndOut_DoNotKnowEachOther()
    {
        UsedRooms("Reply").Should().NotContain(used => IsIn(used, "Inbound"));
        UsedRooms("Inbound").Should().NotContain(used => IsIn(used, "Reply"));
        UsedRooms("Verification").Should().NotContain(used => IsIn(used, "Reply") || IsIn(used, "Harvest"));
    }

    [Fact]
    public void Room_DependencyInjection_IsUsedByNoOther() =>
        typeof(Mailbox).Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith(Root, StringComparison.Ordinal) == true && !IsIn(RoomOf(type), "DependencyInjection"))
            .Where(type => UsedTypes.Of(type).Any(used => IsIn(RoomOf(used), "DependencyInjection")))
            .Should().BeEmpty();

    [Fact]
    public void UsedRooms_OfTheWayIn_AreSeen() => UsedRooms("Inbound").Should().Contain("Spooling");

    private static IReadOnlyList<string> UsedRooms(string room) =>
        [.. typeof(Mailbox).Assembly.GetTypes().Where(type => IsIn(RoomOf(type), room))
            .SelectMany(UsedTypes.Of)
            .Where(type => type.Assembly == typeof(Mailbox).Assembly)
            .Select(RoomOf).Where(used => used.Length > 0).Distinct()];

    private static string RoomOf(Type type) =>
        type.Namespace?.StartsWith(Root, StringComparison.Ordinal) == true ? type.Namespace[Root.Length..] : string.Empty;

    private static bool IsIn(string used, string room) => used == room || used.StartsWith(room + ".", StringComparison.Ordinal);
}
