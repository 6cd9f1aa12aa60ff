using SmimeHelpdesk.Tests.Text;

namespace SmimeHelpdesk.Tests.Reply;

/// <summary>Every blocker, for each recipient, with what to do.</summary>
public sealed class AvailabilityTextTests
{
    public static TheoryData<EncryptAvailability> Blockers => [.. Enum.GetValues<EncryptAvailability>().Where(value => value is not EncryptAvailability.Available)];

    [Theory]
    [MemberData(nameof(Blockers))]
    public void Describe_ABlockedBox_SaysWhatToDo(EncryptAvailability blocker)
    {
        blocker.Describe(DescribedEnum.English).Should().MatchRegex("(; (ask|wait|enter|an administrator|the verdict)|, (ask|or ask))");
        blocker.Describe(DescribedEnum.German).Should().MatchRegex("(; (bitten|warten|tragen|ein Administrator|worum)|, (bitten|oder bitten))");
    }

    [Theory]
    [InlineData("en-GB", "bob@customer.example: No certificate is known", "This mailbox has no certificate")]
    [InlineData("de-DE", "bob@customer.example: Zu einem Empfänger ist kein", "Dieses Postfach hat kein Zertifikat")]
    public async Task Explain_SeveralBlockers_NamesEachWithItsAddress(string culture, string bob, string sign)
    {
        ReplyAvailability can = await ReplyCase.WithoutCredential().AskAsync(recipients: new ReplyRecipients { Cc = ["bob@customer.example", "carol@customer.example"] });

        IReadOnlyList<string> sentences = can.Explain(System.Globalization.CultureInfo.GetCultureInfo(culture));

        sentences.Should().HaveCount(3);
        sentences[0].Should().StartWith(sign);
        sentences[1].Should().StartWith(bob);
        sentences[2].Should().StartWith("carol@");
    }

    [Fact]
    public async Task Explain_NothingInTheWay_SaysNothing() =>
        (await (await ReplyCase.CreateAsync()).AskAsync()).Explain(DescribedEnum.English).Should().BeEmpty();

    [Fact]
    public async Task Explain_InboundIsInTheWayOfNoRecipient_SaysItAllTheSame()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        var toBob = new ReplyRecipients { To = ["bob@customer.example"], Certificates = [TestPki.TestAuthority.Issuing.Issue(new TestPki.TestSubject("bob@customer.example")).Certificate] };

        ReplyAvailability can = await reply.AskAsync(ReplyCase.Context with { Encrypt = EncryptAvailability.NotSigned }, toBob);

        can.Explain(DescribedEnum.English).Should().Equal(EncryptAvailability.NotSigned.Describe(DescribedEnum.English));
    }

    [Fact]
    public async Task Cautions_MailboxWithoutItsOwnCopy_AreToldBeforeItIsSent() =>
        (await ReplyCase.WithoutCredential().AskAsync()).Cautions.Should().Equal(SmimeCaution.NoOwnCopy);
}
