using System.Collections;
using System.Reflection;

namespace SmimeHelpdesk.Tests.Architecture;

public sealed class PublicSurfaceTests
{
    private static readonly Type[] ReadOnlyShapes =
        [typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlyDictionary<,>), typeof(ReadOnlyMemory<>)];

    [Fact]
    public void Types_AllPublicOnes_AreInTheOneNamespace() =>
        PublicSurface.Types.Where(type => type.Namespace != "SmimeHelpdesk").Select(type => type.FullName)
            .Should().Equal("Microsoft.Extensions.DependencyInjection.SmimeHelpdeskServiceCollectionExtensions");

    [Fact]
    public void Types_AllPublicOnes_AreClosedForInheritance() =>
        PublicSurface.Types.Where(type => !type.IsSealed && !type.IsInterface).Should().BeEmpty();

    [Fact]
    public void Types_AllPublicOnes_AreNotNested() => PublicSurface.Types.Where(type => type.IsNested).Should().BeEmpty();

    [Fact]
    public void Signatures_OfTheWholeSurface_NameNoBouncyCastleType() =>
        PublicSurface.NamedTypes().Where(named => named.Type.Namespace?.StartsWith("Org.BouncyCastle", StringComparison.Ordinal) == true).Should().BeEmpty();

    [Fact]
    public void Signatures_OfTheWholeSurface_NameOnlyKnownLibraries() =>
        PublicSurface.NamedTypes().Select(named => named.Type.Namespace!.Split('.')[0]).Distinct()
            .Should().BeSubsetOf(["System", "SmimeHelpdesk", "MimeKit", "Microsoft"]);

    [Fact]
    public void Properties_OfTheWholeSurface_HoldNoMutableCollection() =>
        PublicSurface.Properties.Where(property => IsMutableCollection(property.PropertyType)).Select(Name)
            .Should().Equal("SmimeHelpdeskBuilder.Services");

    [Fact]
    public void Properties_OfAllButTheHostsOptions_CannotBeSetLater() =>
        PublicSurface.Properties
            .Where(property => property.SetMethod is { IsPublic: true } && !PublicSurface.IsInitOnly(property) && property.DeclaringType != typeof(SmimeHelpdeskOptions) && property.DeclaringType != typeof(ExpiryReportOptions))
            .Select(Name).Should().BeEmpty();

    [Fact]
    public void Fields_OfTheWholeSurface_AreConstants() =>
        PublicSurface.Fields.Where(field => !field.IsLiteral).Select(field => field.Name).Should().BeEmpty();

    [Fact]
    public void Methods_ThatAreAsynchronous_EndWithACancellationToken() =>
        PublicSurface.Methods
            .Where(method => typeof(Task).IsAssignableFrom(method.ReturnType) || method.ReturnType.Name.StartsWith("ValueTask", StringComparison.Ordinal))
            .Where(method => method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken) || !method.Name.EndsWith("Async", StringComparison.Ordinal))
            .Select(method => method.DeclaringType!.Name + "." + method.Name).Should().BeEmpty();

    [Fact]
    public void Interfaces_OfTheWholeSurface_AreSmall() =>
        PublicSurface.Types.Where(type => type.IsInterface && type.GetMembers().Length > 5).Should().BeEmpty();

    [Theory]
    [InlineData(typeof(byte[]), true)]
    [InlineData(typeof(List<string>), true)]
    [InlineData(typeof(IDictionary<string, string>), true)]
    [InlineData(typeof(IReadOnlyList<string>), false)]
    [InlineData(typeof(ReadOnlyMemory<byte>), false)]
    [InlineData(typeof(Memory<byte>), true)]
    [InlineData(typeof(string), false)]
    public void IsMutableCollection_KnownShapes_AreToldApart(Type type, bool expected) => IsMutableCollection(type).Should().Be(expected);

    private static bool IsMutableCollection(Type type)
    {
        if (type.IsArray || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Memory<>)))
        {
            return true;
        }

        bool isReadOnly = type == typeof(string) || (type.IsGenericType && ReadOnlyShapes.Contains(type.GetGenericTypeDefinition()));
        return typeof(IEnumerable).IsAssignableFrom(type) && !isReadOnly;
    }

    private static string Name(PropertyInfo property) => property.DeclaringType!.Name + "." + property.Name;
}
