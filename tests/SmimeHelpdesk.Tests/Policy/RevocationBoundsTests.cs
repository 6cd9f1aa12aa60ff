using System.Reflection;
using SmimeHelpdesk.Policy;

namespace SmimeHelpdesk.Tests.Policy;

public sealed class RevocationBoundsTests
{
    public static TheoryData<string> Names =>
        [.. typeof(RevocationOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.PropertyType.IsValueType && property.PropertyType != typeof(bool)).Select(property => property.Name)];

    [Fact]
    public void Violations_Default_HasNone() => RevocationBounds.Violations(RevocationOptions.Default).Should().BeEmpty();

    [Fact]
    public void Default_IsTheSafeChoice()
    {
        RevocationOptions options = RevocationOptions.Default;

        options.PrivateHosts.Should().BeEmpty();
        options.IssuerHosts.Should().BeEmpty();
        (options.MaximumCrlSize, options.MaximumResponseSize).Should().Be((10 << 20, 64 << 10));
        (options.AttemptTimeout, options.TotalTimeout).Should().Be((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(8)));
        SmimePolicy.Default.Revocation.Should().Be(RevocationMode.Off);
        (options with { PrivateHosts = null!, IssuerHosts = null! }).IssuerHosts.Should().BeEmpty();
    }

    [Fact]
    public void Constructor_OptionsOutOfRange_Throws()
    {
        Action make = () => new RevocationChecker(RevocationOptions.Default with { TotalTimeout = TimeSpan.Zero }).Dispose();

        make.Should().Throw<ArgumentException>().WithParameterName("options");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Violations_NegativeOrEndless_NamesIt(string name)
    {
        PropertyInfo property = typeof(RevocationOptions).GetProperty(name)!;
        object[] values = property.PropertyType == typeof(TimeSpan) ? [TimeSpan.Zero, TimeSpan.FromTicks(-1), TimeSpan.MaxValue]
            : property.PropertyType == typeof(int) ? [-1, int.MaxValue]
            : [-1L, long.MaxValue];
        foreach (object value in values)
        {
            RevocationOptions options = RevocationOptions.Default with { };
            property.SetValue(options, value);

            RevocationBounds.Violations(options).Should().ContainSingle().Which.Should().StartWith(name + " is ");
        }
    }
}
