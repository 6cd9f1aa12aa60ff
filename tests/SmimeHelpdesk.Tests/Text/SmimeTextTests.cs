using System.Globalization;

namespace SmimeHelpdesk.Tests.Text;

public sealed class SmimeTextTests
{
    // settings and the two boxes themselves are labelled by the host's own form
    private static readonly Type[] NotDescribed = [typeof(ReplyProtection), typeof(SignatureForm), typeof(UntrustedSigners), typeof(MixedRecipients), typeof(EncryptDefault), typeof(RevocationMode)];

    public static TheoryData<string> Enums => [.. DescribedEnum.All.Select(type => type.Name)];

    [Fact]
    public void Describe_PublicEnums_AllHaveAnOverload()
    {
        IEnumerable<Type> enums = typeof(SmimeText).Assembly.GetExportedTypes().Where(type => type.IsEnum);

        enums.Except(NotDescribed).Should().BeEquivalentTo(DescribedEnum.All);
    }

    [Theory]
    [MemberData(nameof(Enums))]
    public void Describe_EveryMember_IsOneFinishedSentence(string name)
    {
        foreach ((string member, string text) in Texts(name, DescribedEnum.English).Concat(Texts(name, DescribedEnum.German)))
        {
            text.Should().NotContainAny("{", "}", name + "." + member).And.EndWith(".").And.MatchRegex(@"^\p{Lu}");
            text.Should().HaveLength(text.Trim().Length).And.NotContain("  ");
            text.Length.Should().BeLessThan(240);
            text.Should().NotContain("(" + member + ")", "a member without a sentence falls back to its name");
        }
    }

    [Theory]
    [MemberData(nameof(Enums))]
    public void Describe_TwoMembers_NeverShareAText(string name)
    {
        Texts(name, DescribedEnum.English).Select(entry => entry.Text).Should().OnlyHaveUniqueItems();
        Texts(name, DescribedEnum.German).Select(entry => entry.Text).Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [MemberData(nameof(Enums))]
    public void Describe_German_DiffersFromEnglish(string name)
    {
        IEnumerable<(string English, string German)> pairs = Texts(name, DescribedEnum.English)
            .Zip(Texts(name, DescribedEnum.German), (english, german) => (english.Text, german.Text));

        pairs.Should().NotBeEmpty().And.OnlyContain(pair => pair.English != pair.German);
    }

    [Theory]
    [MemberData(nameof(Enums))]
    public void Describe_AnyText_NeverPromisesSecurity(string name)
    {
        Texts(name, DescribedEnum.English).Select(entry => entry.Text).Should().NotContainMatch("*secure*");
        Texts(name, DescribedEnum.German).Select(entry => entry.Text).Should().NotContainMatch("*sicher*");
    }

    [Fact]
    public void Describe_OtherCulture_GivesEnglish() =>
        SignAvailability.NoCertificate.Describe(CultureInfo.GetCultureInfo("fr-FR")).Should().Be(SignAvailability.NoCertificate.Describe(CultureInfo.InvariantCulture))
            .And.StartWith("This mailbox has no certificate");

    [Fact]
    public void Describe_MemberOfANewerVersion_SaysItsNumber() =>
        ((SignatureReason)999).Describe(DescribedEnum.English).Should().Contain("999").And.EndWith(".");

    [Fact]
    public void Describe_NoCulture_IsAnError() =>
        FluentActions.Invoking(() => SignatureReason.None.Describe(null!)).Should().Throw<ArgumentNullException>();

    private static List<(string Member, string Text)> Texts(string name, CultureInfo culture)
    {
        Type type = DescribedEnum.All.Single(candidate => candidate.Name == name);
        return [.. DescribedEnum.MembersOf(type).Select(member => (member, DescribedEnum.Describe(type, member, culture)))];
    }
}
