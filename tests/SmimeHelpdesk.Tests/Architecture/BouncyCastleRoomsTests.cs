using System.Reflection;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Architecture;

/// <summary>BouncyCastle is seen only by the rooms that read and write formats, so that it can be reviewed, and replaced, there.</summary>
public sealed class BouncyCastleRoomsTests
{
    private static readonly string[] Rooms = ["Cms", "Credentials/Formats", "Verification/Pkix", "Revocation"];

    [Fact]
    public void Sources_OutsideTheFormatRooms_DoNotNameIt() =>
        Repository.SourceFiles
            .Where(file => !Rooms.Any(room => file.StartsWith(room + "/", StringComparison.Ordinal)))
            .Where(file => Repository.ReadSource(file).Contains("Org.BouncyCastle", StringComparison.Ordinal))
            .Should().BeEmpty();

    [Fact]
    public void Code_OutsideTheFormatRooms_DoesNotUseIt() =>
        typeof(Mailbox).Assembly.GetTypes()
            .Where(type => !IsInFormatRoom(type))
            .SelectMany(type => UsedTypes.Of(type).Where(IsBouncyCastle).Select(used => type.FullName + " uses " + used.FullName))
            .Should().BeEmpty();

    [Fact]
    public void Code_InsideTheFormatRooms_IsSeenToUseIt() =>
        typeof(Mailbox).Assembly.GetTypes().Where(IsInFormatRoom).SelectMany(UsedTypes.Of).Any(IsBouncyCastle).Should().BeTrue();

    private static bool IsInFormatRoom(Type type) =>
        Rooms.Select(room => "SmimeHelpdesk." + room.Replace('/', '.'))
            .Any(room => type.Namespace == room || type.Namespace?.StartsWith(room + ".", StringComparison.Ordinal) == true);

    private static bool IsBouncyCastle(Type type) => type.Namespace?.StartsWith("Org.BouncyCastle", StringComparison.Ordinal) == true;
}
