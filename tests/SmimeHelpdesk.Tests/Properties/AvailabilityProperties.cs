using System.Globalization;
using FsCheck.Fluent;
using SmimeHelpdesk.Reply;
using Facts = SmimeHelpdesk.Reply.AvailabilityFacts;

namespace SmimeHelpdesk.Tests.Properties;

/// <summary>What holds of the two boxes whatever the facts.</summary>
public sealed class AvailabilityProperties
{
    private const int Count = 2000;

    [Fact]
    public void Evaluate_WhatIsNotAvailable_HasAReasonInWords() => ForAll(facts =>
    {
        ReplyAvailability can = AvailabilityRules.Evaluate(facts);

        can.CanSign.Should().Be(can.Sign is SignAvailability.Available);
        bool isAllAvailable = can.CanSign && can.CanEncrypt && can.Recipients.All(recipient => recipient.Encrypt is EncryptAvailability.Available);
        can.Explain(CultureInfo.InvariantCulture).Any().Should().Be(!isAllAvailable);
        can.Explain(CultureInfo.InvariantCulture).Should().NotContain(string.Empty);
    });

    [Fact]
    public void Evaluate_EncryptIsAvailable_SomebodyCanBeEncryptedToAndNobodyIsForgotten() => ForAll(facts =>
    {
        ReplyAvailability can = AvailabilityRules.Evaluate(facts);

        can.Recipients.Select(recipient => recipient.Address).Should().Equal(facts.Recipients.Select(recipient => recipient.Address));
        can.Recipients.All(recipient => (recipient.Encrypt is EncryptAvailability.Available) == (recipient.Sha256 is not null)).Should().BeTrue();
        if (can.CanEncrypt)
        {
            bool[] ready = [.. can.Recipients.Select(recipient => recipient.Encrypt is EncryptAvailability.Available)];
            ready.Should().Contain(true);
            (facts.Policy.MixedRecipients is MixedRecipients.Split || !ready.Contains(false)).Should().BeTrue();
            can.Cautions.Contains(SmimeCaution.RecipientsLeftOut).Should().Be(ready.Contains(false));
        }
    });

    [Fact]
    public void Evaluate_InboundSignatureCannotBeUsed_OnlyThePolicyOpensTheBox() => ForAll(facts =>
    {
        ReplyAvailability can = AvailabilityRules.Evaluate(facts);

        if (facts.Inbound is not EncryptAvailability.Available && !facts.Policy.EncryptFromCache)
        {
            can.Encrypt.Should().Be(facts.Recipients.Count == 0 ? EncryptAvailability.NoRecipient : facts.Inbound);
        }
    });

    [Fact]
    public void Evaluate_ChosenCertificate_IsUsableTrustedOrExcusedAndNotRevoked() => ForAll(facts =>
    {
        foreach ((RecipientFacts known, RecipientAvailability said) in facts.Recipients.Zip(AvailabilityRules.Evaluate(facts).Recipients))
        {
            if (said.Sha256 is { } chosen)
            {
                known.Certificates.Should().Contain(certificate => certificate.Sha256 == chosen
                    && certificate.Usability == EncryptAvailability.Available
                    && certificate.Revocation != RevocationStatus.Revoked
                    && (certificate.IsTrusted || certificate.Source == CertificateSource.Host
                        || (certificate.Source == CertificateSource.Message && facts.Policy.UntrustedSigners == UntrustedSigners.Caution)));
            }
        }
    });

    [Fact]
    public void Evaluate_Suggested_IsAvailable() => ForAll(facts =>
    {
        ReplyAvailability can = AvailabilityRules.Evaluate(facts);

        (can.Suggested.HasFlag(ReplyProtection.Sign) && !can.CanSign).Should().BeFalse();
        (can.Suggested.HasFlag(ReplyProtection.Encrypt) && !can.CanEncrypt).Should().BeFalse();
        can.PlaintextNeedsConsent.Should().Be(facts.InboundWasEncrypted);
    });

    [Fact]
    public void Evaluate_OneMoreCertificateOrCredential_ClosesNoBox() => Draw.ForAll(
        from facts in AvailabilityGenerators.Facts
        from certificate in AvailabilityGenerators.Certificates
        from credential in AvailabilityGenerators.Credentials
        select (facts, certificate, credential),
        Count,
        drawn =>
        {
            Facts more = drawn.facts with
            {
                Credentials = [.. drawn.facts.Credentials, drawn.credential],
                Recipients = [.. drawn.facts.Recipients.Select(recipient => recipient with { Certificates = [.. recipient.Certificates, drawn.certificate] })],
            };
            ReplyAvailability before = AvailabilityRules.Evaluate(drawn.facts);
            ReplyAvailability after = AvailabilityRules.Evaluate(more);

            (before.CanSign && !after.CanSign).Should().BeFalse();
            (before.CanEncrypt && !after.CanEncrypt).Should().BeFalse();
        });

    [Fact]
    public void Evaluate_OneRecipientMore_OpensNoBoxThatWasClosed() => ForAll(facts =>
    {
        if (facts.Recipients.Count < 2 || facts.Policy.MixedRecipients is MixedRecipients.Split)
        {
            return;
        }

        ReplyAvailability all = AvailabilityRules.Evaluate(facts);
        ReplyAvailability fewer = AvailabilityRules.Evaluate(facts with { Recipients = [.. facts.Recipients.SkipLast(1)] });

        (all.CanEncrypt && !fewer.CanEncrypt).Should().BeFalse();
        all.Sign.Should().Be(fewer.Sign);
    });

    [Fact]
    public void Evaluate_OrderOfCertificatesAndCredentials_DoesNotMatter() => ForAll(facts =>
    {
        Facts reversed = facts with
        {
            Credentials = [.. facts.Credentials.Reverse()],
            Recipients = [.. facts.Recipients.Select(recipient => recipient with { Certificates = [.. recipient.Certificates.Reverse()] })],
        };

        ReplyAvailability one = AvailabilityRules.Evaluate(facts);
        ReplyAvailability other = AvailabilityRules.Evaluate(reversed);

        (other.Sign, other.Encrypt, other.Suggested).Should().Be((one.Sign, one.Encrypt, one.Suggested));
    });

    private static void ForAll(Action<Facts> property) => Draw.ForAll(AvailabilityGenerators.Facts, Count, property, AvailabilityGenerators.Shrink);
}
