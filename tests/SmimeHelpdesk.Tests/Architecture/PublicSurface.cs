using System.Reflection;
using System.Runtime.CompilerServices;

namespace SmimeHelpdesk.Tests.Architecture;

/// <summary>What a host can see.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<Type> Types { get; } = [.. typeof(Mailbox).Assembly.GetExportedTypes()];

    public static IEnumerable<PropertyInfo> Properties => Types.SelectMany(type => type.GetProperties(Declared));

    public static IEnumerable<FieldInfo> Fields => Types.Where(type => !type.IsEnum).SelectMany(type => type.GetFields(Declared));

    public static IEnumerable<MethodInfo> Methods => Types.SelectMany(type => type.GetMethods(Declared)).Where(method => !method.IsSpecialName);

    /// <summary>Every type that a signature names, type arguments and elements included.</summary>
    public static IEnumerable<(string Where, Type Type)> NamedTypes()
    {
        foreach (Type type in Types)
        {
            IEnumerable<Type> named = type.GetMethods(Declared).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType))
                .Concat(type.GetConstructors(Declared).SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType))
                .Concat(type.GetFields(Declared).Select(field => field.FieldType))
                .Concat(type.GetInterfaces())
                .Append(type.BaseType ?? typeof(object));
            foreach (Type leaf in named.SelectMany(Leaves))
            {
                yield return (type.Name, leaf);
            }
        }
    }

    public static bool IsInitOnly(PropertyInfo property) =>
        property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    /// <summary>A type taken apart: element types, and the arguments of generic ones.</summary>
    public static IEnumerable<Type> Leaves(Type type)
    {
        if (type.HasElementType)
        {
            return Leaves(type.GetElementType()!);
        }

        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Leaves).Append(type) : [type];
    }
}
