using SmimeHelpdesk.Reply;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Reply;

/// <summary>The truth table of the Encrypt box.</summary>
public sealed class AvailabilityRulesTests
{
    private const string Author = "alice@customer.example";
    private const string Colleague = "bob@customer.example";
    private static readonly DateTimeOffset Now = TestAuthority.Now;

    public static TheoryData<EncryptAvailability> Blockers => [.. Enum.GetValues<EncryptAvailability>().Where(value => value is not EncryptAvailability.Available)];

    [Theory]
    [MemberData(nameof(Blockers))]
    public void Encrypt_InboundSaysWhyNot_IsThatReason(EncryptAvailability inbound)
    {
        ReplyAvailability answer = Evaluate(inbound, Alice());

        answer.Encrypt.Should().Be(inbound);
        answer.CanEncrypt.Should().BeFalse();
        answer.Recipients.Single().Encrypt.Should().Be(inbound);
    }

    [Theory]
    [MemberData(nameof(Blockers))]
    public void Encrypt_MessageCertificateIsNotUsableNow_IsThatReason(EncryptAvailability usability) =>
        Evaluate(EncryptAvailability.Available, Alice(Certificate() with { Usability = usability })).Encrypt.Should().Be(usability);

    // source, trusted, policy refuses strangers, policy uses the cache -> box
    [Theory]
    [InlineData("Message", true, false, false, EncryptAvailability.Available)]
    [InlineData("Message", true, true, false, EncryptAvailability.Available)]
    [InlineData("Message", false, false, false, EncryptAvailability.Available)]
    [InlineData("Message", false, true, false, EncryptAvailability.UntrustedIssuer)]
    [InlineData("Message", false, true, true, EncryptAvailability.UntrustedIssuer)]
    [InlineData("Cache", true, false, false, EncryptAvailability.RecipientWithoutCertificate)]
    [InlineData("Cache", true, false, true, EncryptAvailability.Available)]
    [InlineData("Cache", false, false, true, EncryptAvailability.UntrustedIssuer)]
    [InlineData("Host", true, false, false, EncryptAvailability.RecipientWithoutCertificate)]
    [InlineData("Host", true, false, true, EncryptAvailability.RecipientWithoutCertificate)]
    public void Encrypt_Author_DependsOnWhatThisMessageCarried(string source, bool isTrusted, bool refuse, bool fromCache, EncryptAvailability expected) =>
        Evaluate(EncryptAvailability.Available, Policy(refuse, fromCache), Alice(Certificate(source) with { IsTrusted = isTrusted })).Encrypt.Should().Be(expected);

    [Theory]
    [InlineData("Message", true, EncryptAvailability.RecipientWithoutCertificate)]
    [InlineData("Host", true, EncryptAvailability.Available)]
    [InlineData("Host", false, EncryptAvailability.Available)]
    [InlineData("Cache", true, EncryptAvailability.Available)]
    [InlineData("Cache", false, EncryptAvailability.UntrustedIssuer)]
    public void Encrypt_FurtherRecipient_NeedsACertificateOfItsOwn(string source, bool isTrusted, EncryptAvailability expected)
    {
        foreach (bool refuse in new[] { false, true })
        {
            ReplyAvailability answer = Evaluate(EncryptAvailability.Available, Policy(refuse, false), Alice(), Bob(Certificate(source) with { IsTrusted = isTrusted }));

            answer.Encrypt.Should().Be(expected);
            answer.Recipients.Select(recipient => recipient.Encrypt).Should().Equal(EncryptAvailability.Available, expected);
        }
    }

    [Fact]
    public void Encrypt_ReplyGoesElsewhereAndInboundWasUnsigned_StaysClosed() =>
        Evaluate(EncryptAvailability.NotSigned, Bob(Certificate("Cache"))).Encrypt.Should().Be(EncryptAvailability.NotSigned);

    [Fact]
    public void Encrypt_ReplyGoesElsewhereAndPolicyUsesTheCache_IsAvailable() =>
        Evaluate(EncryptAvailability.NotSigned, Policy(false, true), Bob(Certificate("Cache"))).Encrypt.Should().Be(EncryptAvailability.Available);

    [Fact]
    public void Encrypt_UnsignedInboundAndCacheIsNoHelp_GivesTheInboundReason() =>
        Evaluate(EncryptAvailability.NotSigned, Policy(false, true), Alice(Certificate("Cache") with { Usability = EncryptAvailability.CertificateExpired }))
            .Encrypt.Should().Be(EncryptAvailability.NotSigned);

    [Fact]
    public void Encrypt_NoRecipient_SaysSo() => Evaluate(EncryptAvailability.Available).Encrypt.Should().Be(EncryptAvailability.NoRecipient);

    [Fact]
    public void Encrypt_SeveralBlockers_ListsEachAndNamesTheFirst()
    {
        ReplyAvailability answer = Evaluate(
            EncryptAvailability.Available, Alice(), Bob(Certificate("Host") with { Usability = EncryptAvailability.CertificateExpired }), new RecipientFacts("carol@customer.example", false, []));

        answer.Encrypt.Should().Be(EncryptAvailability.CertificateExpired);
        answer.Recipients.Select(recipient => recipient.Encrypt).Should().Equal(
            EncryptAvailability.Available, EncryptAvailability.CertificateExpired, EncryptAvailability.RecipientWithoutCertificate);
        answer.Recipients.Select(recipient => recipient.Sha256).Should().Equal("a", null, null);
    }

    [Theory]
    [InlineData(EncryptAvailability.CertificateExpired)]
    [InlineData(EncryptAvailability.NotForEncryption)]
    [InlineData(EncryptAvailability.CertificateRevoked)]
    public void Encrypt_BadCertificateBesideAGoodOne_DoesNotBlock(EncryptAvailability usability)
    {
        CertificateFacts good = Certificate("Cache") with { Sha256 = "good", SigningTime = Now.AddDays(-9) };
        CertificateFacts bad = Certificate("Cache") with { Sha256 = "bad", SigningTime = Now.AddDays(-1), Usability = usability };

        Evaluate(EncryptAvailability.Available, Bob(bad, good)).Recipients.Single().Sha256.Should().Be("good");
        Evaluate(EncryptAvailability.Available, Bob(good, bad)).Recipients.Single().Sha256.Should().Be("good");
    }

    [Fact]
    public void Encrypt_SeveralFromTheCache_TakesTheNewestSigningTimeInAnyOrder()
    {
        CertificateFacts older = Certificate("Cache") with { Sha256 = "older", SigningTime = Now.AddDays(-9), NotAfter = Now.AddYears(9) };
        CertificateFacts newer = Certificate("Cache") with { Sha256 = "newer", SigningTime = Now.AddDays(-1) };
        CertificateFacts undated = Certificate("Cache") with { Sha256 = "undated", SigningTime = null };

        foreach (CertificateFacts[] order in new[] { new[] { older, newer, undated }, [undated, newer, older], [newer, undated, older] })
        {
            Evaluate(EncryptAvailability.Available, Bob(order)).Recipients.Single().Sha256.Should().Be("newer");
        }
    }

    [Fact]
    public void Encrypt_HostVouchesBesideTheCache_TakesTheHosts() =>
        Evaluate(EncryptAvailability.Available, Bob(Certificate("Cache") with { Sha256 = "cache" }, Certificate("Host") with { Sha256 = "host" }))
            .Recipients.Single().Sha256.Should().Be("host");

    [Fact]
    public void Cautions_WhatIsWorthKnowing_IsNamedByRecipientAndTogether()
    {
        CertificateFacts expiring = Certificate("Cache") with { NotAfter = Now.AddDays(29), Strength = KeyStrength.Weak };
        var facts = Facts(EncryptAvailability.Available, SmimePolicy.Default, Alice(Certificate() with { IsTrusted = false }), Bob(expiring)) with { InboundCautions = [SmimeCaution.CertificateChanged] };

        ReplyAvailability answer = AvailabilityRules.Evaluate(facts);

        answer.Recipients[0].Cautions.Should().Equal(SmimeCaution.UntrustedIssuer);
        answer.Recipients[1].Cautions.Should().Equal(SmimeCaution.CertificateFromCache, SmimeCaution.CertificateExpiresSoon, SmimeCaution.WeakKey);
        answer.Cautions.Should().Equal(
            SmimeCaution.CertificateChanged, SmimeCaution.UntrustedIssuer, SmimeCaution.CertificateFromCache, SmimeCaution.CertificateExpiresSoon, SmimeCaution.WeakKey);
    }

    [Fact]
    public void Cautions_OrdinaryCertificate_AreNone() => Evaluate(EncryptAvailability.Available, Alice()).Cautions.Should().BeEmpty();

    private static CertificateFacts Certificate(string source = "Message") =>
        new("a", Enum.Parse<CertificateSource>(source), EncryptAvailability.Available, true, KeyStrength.Legacy, Now.AddDays(31), null);

    private static RecipientFacts Alice(params CertificateFacts[] certificates) => new(Author, true, certificates.Length == 0 ? [Certificate()] : certificates);

    private static RecipientFacts Bob(params CertificateFacts[] certificates) => new(Colleague, false, certificates);

    private static SmimePolicy Policy(bool refuse, bool fromCache) =>
        SmimePolicy.Default with { UntrustedSigners = refuse ? UntrustedSigners.Refuse : UntrustedSigners.Caution, EncryptFromCache = fromCache };

    private static ReplyAvailability Evaluate(EncryptAvailability inbound, params RecipientFacts[] recipients) => Evaluate(inbound, SmimePolicy.Default, recipients);

    private static ReplyAvailability Evaluate(EncryptAvailability inbound, SmimePolicy policy, params RecipientFacts[] recipients) =>
        AvailabilityRules.Evaluate(Facts(inbound, policy, recipients));

    private static AvailabilityFacts Facts(EncryptAvailability inbound, SmimePolicy policy, params RecipientFacts[] recipients) =>
        new() { At = Now, Policy = policy, Inbound = inbound, Recipients = recipients };
}
