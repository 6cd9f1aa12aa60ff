using SmimeHelpdesk.Reply;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Reply;

/// <summary>The document's tables are what the function does, for every combination, and no row is idle.</summary>
public sealed class AvailabilityTableTests
{
    private const EncryptAvailability InboundReason = EncryptAvailability.SignatureInvalid;
    private const EncryptAvailability CertificateReason = EncryptAvailability.CertificateExpired;
    private static readonly string[] YesNo = ["yes", "no"];
    private static readonly string[] Inbound = ["usable", "blocked"];
    private static readonly string[] Box = ["available", "blocked"];
    private static readonly DateTimeOffset Now = TestAuthority.Now;

    [Theory]
    [InlineData("author")]
    [InlineData("further")]
    public void Recipient_EveryCombination_IsAsTheTableSays(string name)
    {
        AvailabilityTable table = AvailabilityTable.Read(name);
        var combinations =
            from inbound in Inbound
            from source in Enum.GetValues<CertificateSource>()
            from usable in YesNo
            from trusted in YesNo
            from strangers in Enum.GetValues<UntrustedSigners>()
            from fromCache in YesNo
            select (inbound, source, usable, trusted, strangers, fromCache);
        foreach ((string inbound, CertificateSource source, string usable, string trusted, UntrustedSigners strangers, string fromCache) in combinations)
        {
            var certificate = new CertificateFacts("a", source, usable == "yes" ? EncryptAvailability.Available : CertificateReason, trusted == "yes", KeyStrength.Recommended, Now.AddYears(1), null);
            SmimePolicy policy = SmimePolicy.Default with { UntrustedSigners = strangers, EncryptFromCache = fromCache == "yes" };

            EncryptAvailability box = Evaluate(policy, inbound, new RecipientFacts("a@b.example", name == "author", [certificate])).Recipients.Single().Encrypt;

            string expected = table.Outcome(inbound, source.ToString().ToLowerInvariant(), usable, trusted, strangers.ToString(), fromCache);
            Name(box).Should().Be(expected, "{0} {1} usable {2} trusted {3} {4} cache {5}", inbound, source, usable, trusted, strangers, fromCache);
        }

        table.Used.Should().HaveCount(table.Count, "a row that no combination reaches is no truth");
    }

    [Fact]
    public void Reply_EveryCombination_IsAsTheTableSays()
    {
        AvailabilityTable table = AvailabilityTable.Read("reply");
        var combinations =
            from inbound in Inbound
            from recipients in new[] { "none", "all can", "some can", "none can" }
            from fromCache in YesNo
            from mixed in Enum.GetValues<MixedRecipients>()
            select (inbound, recipients, fromCache, mixed);
        foreach ((string inbound, string recipients, string fromCache, MixedRecipients mixed) in combinations)
        {
            SmimePolicy policy = SmimePolicy.Default with { MixedRecipients = mixed, EncryptFromCache = fromCache == "yes" };

            ReplyAvailability can = Evaluate(policy, inbound, Recipients(recipients));

            string box = can.Encrypt == CertificateReason ? "the first recipient's reason" : Name(can.Encrypt);
            box.Should().Be(table.Outcome(inbound, recipients, fromCache, mixed.ToString()), "{0} {1} {2} {3}", inbound, recipients, fromCache, mixed);
        }

        table.Used.Should().HaveCount(table.Count);
    }

    [Fact]
    public void Suggested_EveryCombination_IsAsTheTableSays()
    {
        AvailabilityTable table = AvailabilityTable.Read("suggested");
        var combinations =
            from sign in Box
            from signs in YesNo
            from encrypt in Box
            from wasEncrypted in YesNo
            from encrypts in Enum.GetValues<EncryptDefault>()
            select (sign, signs, encrypt, wasEncrypted, encrypts);
        foreach ((string sign, string signs, string encrypt, string wasEncrypted, EncryptDefault encrypts) in combinations)
        {
            ReplyAvailability can = AvailabilityRules.Evaluate(new AvailabilityFacts
            {
                At = Now,
                Policy = SmimePolicy.Default,
                Inbound = EncryptAvailability.Available,
                InboundWasEncrypted = wasEncrypted == "yes",
                Defaults = new ReplyDefaults { Sign = signs == "yes", Encrypt = encrypts },
                Credentials = sign == "available" ? [Signer()] : [],
                Recipients = Recipients(encrypt == "available" ? "all can" : "none can"),
            });

            can.Suggested.ToString().Should().Be(table.Outcome(sign, signs, encrypt, wasEncrypted, encrypts.ToString()));
        }

        table.Used.Should().HaveCount(table.Count);
    }

    private static ReplyAvailability Evaluate(SmimePolicy policy, string inbound, params RecipientFacts[] recipients) => AvailabilityRules.Evaluate(new AvailabilityFacts
    {
        At = Now,
        Policy = policy,
        Inbound = inbound == "usable" ? EncryptAvailability.Available : InboundReason,
        Recipients = recipients,
    });

    private static RecipientFacts[] Recipients(string kind)
    {
        var good = new CertificateFacts("a", CertificateSource.Host, EncryptAvailability.Available, true, KeyStrength.Recommended, Now.AddYears(1), null);
        var can = new RecipientFacts("a@b.example", false, [good]);
        var cannot = new RecipientFacts("c@d.example", false, [good with { Usability = CertificateReason }]);
        return kind switch
        {
            "none" => [],
            "all can" => [can, can],
            "some can" => [can, cannot],
            _ => [cannot, cannot],
        };
    }

    private static SigningFacts Signer() => new()
    {
        Sha256 = "a",
        HasAddress = true,
        MaySign = true,
        IsKeySupported = true,
        State = CredentialState.Active,
        ActiveFrom = Now,
        NotBefore = Now.AddDays(-1),
        NotAfter = Now.AddYears(1),
        KeyOpens = true,
    };

    private static string Name(EncryptAvailability box) => box switch
    {
        InboundReason => "the inbound reason",
        CertificateReason => "the certificate's reason",
        _ => box.ToString(),
    };
}
