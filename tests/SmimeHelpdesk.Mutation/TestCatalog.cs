using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SmimeHelpdesk.Mutation;

/// <summary>
/// Finds the tests as xunit does, by its attributes. Running them is a loop of our own: a mutant needs some dozens of tests within
/// milliseconds, in a process that has them compiled already.
/// </summary>
internal static class TestCatalog
{
    // They read the compiled library, the package or the repository, run other programs, read files that are not in the repository, or
    // are about the mailbox's own credentials.
    private static readonly string[] Elsewhere = ["Architecture", "Package", "Readme", "Interop", "Corpora", "Samples", "DependencyInjection", "Cms.Mutation", "Diagnostics", "Credentials", "Keys"];

    public static IReadOnlyList<TestCase> Find(Assembly tests) =>
    [
        .. tests.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false } && !Elsewhere.Any(name => (type.Namespace + ".").StartsWith($"SmimeHelpdesk.Tests.{name}.", StringComparison.Ordinal)))
            .Where(type => typeof(object).IsAssignableFrom(type) && type.GetConstructor(Type.EmptyTypes) is not null)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).Where(IsTest).OrderBy(method => method.Name, StringComparer.Ordinal))
            .SelectMany(Cases),
    ];

    private static bool IsTest(MethodInfo method) => method.GetCustomAttributes().Any(attribute => attribute.GetType().Name is "FactAttribute" or "TheoryAttribute");

    private static IEnumerable<TestCase> Cases(MethodInfo method)
    {
        if (method.GetParameters().Length == 0)
        {
            return [new TestCase(method, [])];
        }

        return method.GetCustomAttributes()
            .SelectMany(attribute => attribute.GetType().Name switch
            {
                "InlineDataAttribute" => [(object?[])Property(attribute, "Data")!],
                "MemberDataAttribute" => Rows(attribute, method.DeclaringType!),
                _ => [],
            })
            .Select(row => new TestCase(method, Fitted(row, method.GetParameters())));
    }

    private static IEnumerable<object?[]> Rows(Attribute attribute, Type type)
    {
        Type owner = Property(attribute, "MemberType") as Type ?? type;
        string name = (string)Property(attribute, "MemberName")!;
        var arguments = (object?[])Property(attribute, "Arguments")!;
        const BindingFlags Static = BindingFlags.Public | BindingFlags.Static | BindingFlags.FlattenHierarchy;
        object? value = owner.GetProperty(name, Static) is { } property ? property.GetValue(null)
            : owner.GetField(name, Static) is { } field ? field.GetValue(null)
            : owner.GetMethod(name, Static)!.Invoke(null, arguments);
        return ((IEnumerable)value!).Cast<object>().Select(Row);
    }

    private static object?[] Row(object row) => row switch
    {
        object?[] values => values,
        ITuple tuple => [.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i])],
        _ when row.GetType().GetInterface("Xunit.ITheoryDataRow") is { } form => (object?[])form.GetMethod("GetData")!.Invoke(row, null)!,
        _ => [row],
    };

    private static object? Property(object owner, string name) => owner.GetType().GetProperty(name)!.GetValue(owner);

    private static object?[] Fitted(object?[] row, ParameterInfo[] parameters) =>
        [.. parameters.Select((parameter, i) => i < row.Length ? Fitted(row[i], parameter.ParameterType) : parameter.DefaultValue)];

    private static object? Fitted(object? value, Type type)
    {
        Type target = Nullable.GetUnderlyingType(type) ?? type;
        return value is IConvertible && !target.IsInstanceOfType(value) && target.IsPrimitive ? Convert.ChangeType(value, target) : value;
    }
}
