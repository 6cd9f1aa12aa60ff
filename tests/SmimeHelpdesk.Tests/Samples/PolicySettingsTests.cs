using System.Reflection;
using ConsoleDemo.Cli;

namespace SmimeHelpdesk.Tests.Samples;

public sealed class PolicySettingsTests
{
    public static TheoryData<string> Names => [.. PolicySettings.All.Select(setting => setting.Name)];

    [Fact]
    public void All_EveryPropertyOfThePolicy_CanBeSet() =>
        PolicySettings.All.Select(setting => setting.Name).Should().BeEquivalentTo(
            Settable(typeof(SmimePolicy)).Where(property => property.Name != nameof(SmimePolicy.Limits)).Select(property => property.Name)
                .Concat(Settable(typeof(SmimeLimits)).Select(property => "Limits." + property.Name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Set_Value_ChangesThatPropertyAndNoOther(string name)
    {
        PropertyInfo property = Find(name);
        SmimePolicy changed = PolicyArgument.Apply(SmimePolicy.Default, name + "=" + Text(property, SmimePolicy.Default));

        Value(property, changed).Should().NotBe(Value(property, SmimePolicy.Default));
        AllProperties().Where(other => !Equals(Value(other, changed), Value(other, SmimePolicy.Default))).Should().Equal(property);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Set_Nonsense_IsAUsageErrorThatSaysWhatIsValid(string name)
    {
        string valid = PolicySettings.All.Single(setting => setting.Name == name).Values;

        FluentActions.Invoking(() => PolicyArgument.Apply(SmimePolicy.Default, name + "=/no such/-1")).Should().Throw<UsageException>().WithMessage("*" + valid + "*");
    }

    [Theory]
    [InlineData("UntrustedSigners=1")]
    [InlineData("Limits.MaximumLayers=0")]
    [InlineData("Limits.MaximumLayers=99999999999")]
    [InlineData("SigningTimeTolerance=-01:00:00")]
    public void Set_ValueOutOfRange_IsAUsageError(string argument) =>
        FluentActions.Invoking(() => PolicyArgument.Apply(SmimePolicy.Default, argument)).Should().Throw<UsageException>();

    [Fact]
    public void Apply_UnknownName_ListsTheNames() =>
        FluentActions.Invoking(() => PolicyArgument.Apply(SmimePolicy.Default, "Nothing=1")).Should().Throw<UsageException>().WithMessage("*HideSubject*Limits.MaximumLayers*");

    private static IEnumerable<PropertyInfo> AllProperties() => PolicySettings.All.Select(setting => Find(setting.Name));

    private static PropertyInfo Find(string name) =>
        name.StartsWith("Limits.", StringComparison.Ordinal) ? typeof(SmimeLimits).GetProperty(name[7..])! : typeof(SmimePolicy).GetProperty(name)!;

    private static object? Value(PropertyInfo property, SmimePolicy policy) =>
        property.GetValue(property.DeclaringType == typeof(SmimeLimits) ? policy.Limits : policy);

    private static string Text(PropertyInfo property, SmimePolicy policy) => Value(property, policy) switch
    {
        bool value => (!value).ToString(),
        int value => $"{value - 1}",
        long value => $"{value - 1}",
        TimeSpan => "2.03:04:05",
        UntrustedSigners => nameof(UntrustedSigners.Refuse),
        SignatureForm => nameof(SignatureForm.Opaque),
        RevocationMode => nameof(RevocationMode.HardFail),
        MixedRecipients => nameof(MixedRecipients.Split),
        ReplyDefaults => nameof(EncryptDefault.WhenAvailable),
        ReplyProtection => nameof(ReplyProtection.Sign),
        null => AppContext.BaseDirectory,
        object value => throw new NotSupportedException(value.GetType().Name),
    };

    private static IEnumerable<PropertyInfo> Settable(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is { IsPublic: true });
}
