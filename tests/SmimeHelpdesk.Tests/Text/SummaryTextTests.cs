namespace SmimeHelpdesk.Tests.Text;

public sealed class SummaryTextTests
{
    private const string Alice = "alice@customer.example";

    [Fact]
    public void Line_Unsigned_SaysSo() => English(Verdicts.Unsigned).Should().Be("Not signed");

    [Fact]
    public void Line_Valid_NamesTheSigner() => English(Verdicts.Valid(Alice)).Should().Be("Signed by alice@customer.example - valid");

    [Fact]
    public void Line_NotVerified_SaysShortlyWhy() =>
        English(Verdicts.Indeterminate(SignatureReason.UntrustedIssuer, Alice))
            .Should().Be("Signed by alice@customer.example - not verified: issuer not trusted");

    [Fact]
    public void Line_SignerUnknown_NamesNobody() =>
        English(Verdicts.Indeterminate(SignatureReason.SignerCertificateMissing) with { Signer = null }, Alice)
            .Should().Be("Signed - not verified: certificate not included");

    [Fact]
    public void Line_Invalid_NamesNobodyAndStaysCalm() =>
        English(Verdicts.Invalid(SignatureReason.ContentAltered) with { Signer = Verdicts.Valid(Alice).Signer })
            .Should().Be("Signature invalid: content changed after signing").And.NotContain("!");

    [Fact]
    public void Line_SignedAndDecrypted_SaysBoth() =>
        new MessageSummary(Verdicts.Valid(Alice), Verdicts.Decrypted).ToString(DescribedEnum.German)
            .Should().Be("Signiert von alice@customer.example - gültig; verschlüsselt");

    [Fact]
    public void Line_NotDecryptable_DoesNotClaimThatNothingIsSigned() =>
        new MessageSummary(Verdicts.Unsigned, Verdicts.NotDecryptable).ToString(DescribedEnum.English)
            .Should().Be("Encrypted - could not be decrypted: for another certificate");

    [Fact]
    public void Line_SignedAroundUnreadable_SaysBoth() =>
        new MessageSummary(Verdicts.Indeterminate(SignatureReason.SignatureAroundCiphertext, Alice), Verdicts.NotDecryptable).ToString(DescribedEnum.English)
            .Should().Be("Signed by alice@customer.example - not verified: signature around the encryption; encrypted - could not be decrypted: for another certificate");

    [Fact]
    public void Line_SeveralAddresses_PrefersFrom() =>
        English(Verdicts.Valid("other@customer.example", Alice), "Alice@Customer.Example").Should().Be("Signed by alice@customer.example - valid");

    [Fact]
    public void Line_FromNotInCertificate_NamesTheCertificatesAddress() =>
        English(Verdicts.Indeterminate(SignatureReason.AddressMismatch, "mallory@elsewhere.example", "m@elsewhere.example"), Alice)
            .Should().StartWith("Signed by mallory@elsewhere.example and others - not verified").And.NotContain(Alice);

    [Fact]
    public void Line_CertificateWithoutAddress_NeitherShowsItsNameNorFrom() =>
        English(Verdicts.Indeterminate(SignatureReason.NoAddressInCertificate), Alice)
            .Should().Be("Signed by a certificate without address - not verified: certificate without mail address");

    [Fact]
    public void Line_HostileAddress_ShowsNoControlOrDirectionCharacters() =>
        English(Verdicts.Valid("a\u202Emoc.live\u0007@x\r\n.exa\u200Bmple\u2028")).Should().Be("Signed by amoc.live@x.example - valid");

    [Fact]
    public void Line_HugeAddress_StaysShortAndKeepsTheDomainInSight()
    {
        string line = English(Verdicts.Valid(Alice + "." + new string('a', 5000) + "@evil.example"));

        line.Length.Should().BeLessThan(200);
        line.Should().Contain("@evil.example").And.Contain("…");
    }

    [Fact]
    public void Line_AddressCutWithinASurrogatePair_StaysWellFormed()
    {
        string address = string.Concat(Enumerable.Repeat("\U0001F600", 200)) + "@x.example";

        for (int pad = 0; pad < 3; pad++)
        {
            string line = English(Verdicts.Valid(new string('a', pad) + address));
            line.EnumerateRunes().Should().NotContain(System.Text.Rune.ReplacementChar);
        }
    }

    [Fact]
    public void Line_EveryReason_HasWordsOfItsOwnInBothLanguages()
    {
        foreach (System.Globalization.CultureInfo culture in new[] { DescribedEnum.English, DescribedEnum.German })
        {
            Enum.GetValues<SignatureReason>().Select(reason => new MessageSummary(Verdicts.Invalid(reason), Verdicts.NotEncrypted).ToString(culture))
                .Should().OnlyHaveUniqueItems().And.NotContainMatch("*{*");
            Enum.GetValues<EncryptionReason>()
                .Select(reason => new MessageSummary(Verdicts.Unsigned, Verdicts.NotDecryptable with { Reason = reason }).ToString(culture))
                .Should().OnlyHaveUniqueItems().And.NotContainMatch("*{*");
        }
    }

    [Fact]
    public void Line_EveryReason_HasWordsRatherThanItsName()
    {
        IEnumerable<string> invalid = Enum.GetValues<SignatureReason>().Select(reason => Words(Verdicts.Invalid(reason), Verdicts.NotEncrypted));
        IEnumerable<string> unreadable = Enum.GetValues<EncryptionReason>()
            .Select(reason => Words(Verdicts.Unsigned, Verdicts.NotDecryptable with { Reason = reason }));

        invalid.Concat(unreadable).Should().NotContainMatch("*: reason *").And.NotContainMatch("*: Grund *");
    }

    private static string Words(SignatureVerdict signature, EncryptionVerdict encryption)
    {
        var summary = new MessageSummary(signature, encryption);
        return summary.ToString(DescribedEnum.English) + "|" + summary.ToString(DescribedEnum.German);
    }

    private static string English(SignatureVerdict signature, string? from = null) =>
        new MessageSummary(signature, Verdicts.NotEncrypted, from).ToString(DescribedEnum.English);
}
