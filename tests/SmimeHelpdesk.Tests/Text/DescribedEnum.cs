using System.Globalization;
using System.Reflection;

namespace SmimeHelpdesk.Tests.Text;

/// <summary>Every enum that <see cref="SmimeText"/> describes, found by its overloads, so that a new one is tested by itself.</summary>
internal static class DescribedEnum
{
    public static CultureInfo English { get; } = CultureInfo.GetCultureInfo("en-GB");

    public static CultureInfo German { get; } = CultureInfo.GetCultureInfo("de-AT");

    public static IReadOnlyList<Type> All { get; } =
        [.. Overloads().Select(method => method.GetParameters()[0].ParameterType)];

    public static IEnumerable<string> MembersOf(Type type) => Enum.GetNames(type);

    public static string Describe(Type type, string member, CultureInfo culture)
    {
        MethodInfo overload = Overloads().Single(method => method.GetParameters()[0].ParameterType == type);
        return (string)overload.Invoke(null, [Enum.Parse(type, member), culture])!;
    }

    private static IEnumerable<MethodInfo> Overloads() =>
        typeof(SmimeText).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.Name == nameof(SmimeText.Describe));
}
