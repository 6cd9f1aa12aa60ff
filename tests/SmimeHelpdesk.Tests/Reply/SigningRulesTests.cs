using SmimeHelpdesk.Reply;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Reply;

/// <summary>The truth table of the Sign box.</summary>
public sealed class SigningRulesTests
{
    private static readonly DateTimeOffset Now = TestAuthority.Now;
    private static readonly SigningFacts Good = new()
    {
        Sha256 = "good",
        HasAddress = true,
        MaySign = true,
        IsKeySupported = true,
        State = CredentialState.Active,
        ActiveFrom = Now.AddDays(-10),
        NotBefore = Now.AddDays(-20),
        NotAfter = Now.AddDays(20),
        KeyOpens = true,
    };

    public static TheoryData<string, SignAvailability> Cases => new()
    {
        { "good", SignAvailability.Available },
        { "retired", SignAvailability.NoCertificate },
        { "staged", SignAvailability.NoCertificate },
        { "other address", SignAvailability.AddressMismatch },
        { "not for signing", SignAvailability.NotForSigning },
        { "unsupported key", SignAvailability.UnsupportedKey },
        { "expired", SignAvailability.CertificateExpired },
        { "not yet valid", SignAvailability.CertificateNotYetValid },
        { "not yet active", SignAvailability.CertificateNotYetValid },
        { "key does not open", SignAvailability.KeyUnavailable },
        { "key not tried", SignAvailability.KeyUnavailable },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_OneCredential_GivesItsState(string credential, SignAvailability expected) =>
        SigningRules.Evaluate([Make(credential)], Now).Should().Be(expected);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_AnyCredentialBesideAGoodOne_IsAvailable(string credential, SignAvailability alone)
    {
        SigningRules.Evaluate([Make(credential), Good], Now).Should().Be(SignAvailability.Available);
        SigningRules.Evaluate([Good, Make(credential)], Now).Should().Be(SignAvailability.Available);
        SigningRules.Order([Make(credential)], Now).Any().Should().Be(alone is SignAvailability.Available or SignAvailability.KeyUnavailable);
    }

    [Fact]
    public void Evaluate_NoCredential_SaysSo() => SigningRules.Evaluate([], Now).Should().Be(SignAvailability.NoCertificate);

    [Fact]
    public void Evaluate_SeveralThatCannot_NamesTheReasonOfTheOneThatComesClosest() =>
        SigningRules.Evaluate([Make("other address"), Make("expired"), Make("retired")], Now).Should().Be(SignAvailability.CertificateExpired);

    [Theory]
    [InlineData(20, SignAvailability.Available)]
    [InlineData(20.001, SignAvailability.CertificateExpired)]
    [InlineData(-10, SignAvailability.Available)]
    [InlineData(-10.001, SignAvailability.CertificateNotYetValid)]
    public void Evaluate_AtTheEndsOfValidity_IncludesThem(double days, SignAvailability expected) =>
        SigningRules.Evaluate([Good], Now.AddDays(days)).Should().Be(expected);

    [Fact]
    public void Order_Several_PrefersTheNewestRolloverThenTheLongestThenTheThumbprint()
    {
        SigningFacts newest = Good with { Sha256 = "newest", ActiveFrom = Now.AddDays(-1), NotAfter = Now.AddDays(1) };
        SigningFacts longest = Good with { Sha256 = "longest", NotAfter = Now.AddDays(90) };
        SigningFacts first = Good with { Sha256 = "a" };

        SigningRules.Order([Good, longest, newest, first], Now).Select(credential => credential.Sha256).Should().Equal("newest", "longest", "a", "good");
    }

    private static SigningFacts Make(string credential) => credential switch
    {
        "retired" => Good with { State = CredentialState.Retired },
        "staged" => Good with { State = CredentialState.Staged },
        "other address" => Good with { HasAddress = false },
        "not for signing" => Good with { MaySign = false },
        "unsupported key" => Good with { IsKeySupported = false },
        "expired" => Good with { NotAfter = Now.AddSeconds(-1) },
        "not yet valid" => Good with { NotBefore = Now.AddSeconds(1) },
        "not yet active" => Good with { ActiveFrom = Now.AddSeconds(1) },
        "key does not open" => Good with { KeyOpens = false },
        "key not tried" => Good with { KeyOpens = null },
        _ => Good,
    };
}
