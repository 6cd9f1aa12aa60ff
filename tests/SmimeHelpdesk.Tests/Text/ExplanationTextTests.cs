namespace SmimeHelpdesk.Tests.Text;

public sealed class ExplanationTextTests
{
    [Fact]
    public void Explain_Findings_OneSentenceEachWithFactsThenCautions()
    {
        SignatureVerdict verdict = Verdicts.Indeterminate(SignatureReason.CertificateExpired, "alice@customer.example") with
        {
            Findings =
            [
                Finding(SignatureReason.CertificateExpired, ("notAfter", "2026-05-01T23:30:00Z"), ("at", "2026-06-01T12:00:00Z")),
                Finding(SignatureReason.UntrustedIssuer, ("issuer", "CN=Test CA")),
            ],
            Cautions = [SmimeCaution.WeakKey],
        };

        Explain(verdict).Should().Equal(
            "The sender's certificate has expired; ask the customer to renew it (valid until: 2026-05-01; checked for: 2026-06-01).",
            "The issuer of the sender's certificate is not among the trusted ones; an administrator can add it after checking it (issued by: CN=Test CA).",
            SmimeCaution.WeakKey.Describe(DescribedEnum.English));
    }

    [Fact]
    public void Explain_German_WritesDatesAsGermansDo() =>
        new MessageSummary(
            Verdicts.Invalid(SignatureReason.CertificateExpired) with { Findings = [Finding(SignatureReason.CertificateExpired, ("notAfter", "2026-05-01T23:30:00Z"))] },
            Verdicts.NotEncrypted).Explain(DescribedEnum.German).Should().ContainSingle().Which.Should().EndWith("(gültig bis: 01.05.2026).");

    [Fact]
    public void Explain_HostileFact_IsNeitherAPlaceholderNorABreakOfTheLine()
    {
        SignatureVerdict verdict = Verdicts.Indeterminate(SignatureReason.AddressMismatch) with
        {
            Findings = [Finding(SignatureReason.AddressMismatch, ("expected", "{0}{1}\u202E\n"), ("actual", new string('x', 5000)), ("unheard", "of"))],
        };

        string sentence = Explain(verdict).Should().ContainSingle().Subject;
        sentence.Should().Contain("(expected: {0}{1}; found: xxx").And.NotContainAny("\n", "\u202E", "unheard");
        sentence.Length.Should().BeLessThan(500);
    }

    [Fact]
    public void Explain_Valid_SaysWhatThatMeans() =>
        Explain(Verdicts.Valid("alice@customer.example")).Should().Equal(SignatureStatus.Valid.Describe(DescribedEnum.English));

    [Fact]
    public void Explain_ReasonWithoutFinding_StillSaysIt() =>
        Explain(Verdicts.Invalid(SignatureReason.Malformed)).Should().Equal(SignatureReason.Malformed.Describe(DescribedEnum.English));

    [Fact]
    public void Explain_NotDecryptable_SaysWhyAfterTheSignature() =>
        new MessageSummary(Verdicts.Unsigned, Verdicts.NotDecryptable).Explain(DescribedEnum.English).Should().Equal(
            SignatureStatus.Unsigned.Describe(DescribedEnum.English), EncryptionReason.NoMatchingKey.Describe(DescribedEnum.English));

    [Fact]
    public void Explain_Decrypted_SaysSo() =>
        new MessageSummary(Verdicts.Unsigned, Verdicts.Decrypted).Explain(DescribedEnum.English)[^1]
            .Should().Be(EncryptionStatus.Decrypted.Describe(DescribedEnum.English));

    private static IReadOnlyList<string> Explain(SignatureVerdict verdict) =>
        new MessageSummary(verdict, Verdicts.NotEncrypted).Explain(DescribedEnum.English);

    private static SignatureFinding Finding(SignatureReason reason, params (string Name, string Value)[] facts) =>
        new(reason, facts.ToDictionary(fact => fact.Name, fact => fact.Value));
}
