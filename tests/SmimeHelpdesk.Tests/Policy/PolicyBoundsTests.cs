using System.Reflection;
using SmimeHelpdesk.Policy;

namespace SmimeHelpdesk.Tests.Policy;

public sealed class PolicyBoundsTests
{
    public static TheoryData<string> LimitNames => [.. typeof(SmimeLimits).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name)];

    [Fact]
    public void Violations_Default_HasNone() => PolicyBounds.Violations(SmimePolicy.Default).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(LimitNames))]
    public void Violations_LimitIsZeroOrEndless_NamesIt(string name)
    {
        PropertyInfo property = typeof(SmimeLimits).GetProperty(name)!;
        foreach (long value in new[] { 0L, -1L, property.PropertyType == typeof(int) ? int.MaxValue : long.MaxValue })
        {
            SmimeLimits limits = SmimeLimits.Default with { };
            property.SetValue(limits, Convert.ChangeType(value, property.PropertyType));

            PolicyBounds.Violations(SmimePolicy.Default with { Limits = limits }).Should().Contain(text => text.StartsWith(name + " is "));
        }
    }

    [Theory]
    [InlineData(512)]
    [InlineData(0)]
    [InlineData(8193)]
    public void Violations_MinimumRsaKeySize_StaysBetweenHistoricAndTheLimit(int bits) =>
        PolicyBounds.Violations(SmimePolicy.Default with { MinimumRsaKeySize = bits }).Should().ContainSingle();

    [Fact]
    public void Violations_SpoolDirectoryMissingOrThresholdNegative_AreNamed()
    {
        SmimePolicy policy = SmimePolicy.Default with { SpoolDirectory = Path.Combine(AppContext.BaseDirectory, "no such folder"), SpoolThreshold = -1 };

        PolicyBounds.Violations(policy).Should().HaveCount(2);
        PolicyBounds.Violations(SmimePolicy.Default with { SpoolDirectory = AppContext.BaseDirectory }).Should().BeEmpty();
    }

    [Fact]
    public void Violations_NegativeToleranceOrUnknownEnum_AreNamed() =>
        PolicyBounds.Violations(SmimePolicy.Default with
        {
            SigningTimeTolerance = TimeSpan.FromHours(-1),
            SignatureForm = (SignatureForm)7,
            UntrustedSigners = (UntrustedSigners)7,
        }).Should().HaveCount(3);
}
