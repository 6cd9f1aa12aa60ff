using MimeKit;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Reply;

/// <summary>Recipients of whom only some can be encrypted to.</summary>
public sealed class MixedRecipientsTests
{
    private const string Bob = "bob@customer.example";
    private static readonly SmimePolicy Split = SmimePolicy.Default with { MixedRecipients = MixedRecipients.Split };
    private static readonly ReplyDraft ToBoth = ReplyCase.Draft with { Recipients = new ReplyRecipients { To = [ReplyCase.Customer], Cc = [Bob] } };

    [Fact]
    public async Task Compose_ByDefault_IsRefusedForAll()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();

        ReplyAvailability can = await reply.AskAsync(recipients: ToBoth.Recipients);

        can.Encrypt.Should().Be(EncryptAvailability.RecipientWithoutCertificate);
        await FluentActions.Awaiting(() => reply.ComposeAsync(ReplyProtection.Encrypt, ToBoth)).Should().ThrowAsync<ReplyProtectionUnavailableException>();
    }

    [Fact]
    public async Task Compose_PolicySplits_GoesToThoseWhoCanAndNamesTheOthers()
    {
        ReplyCase reply = await ReplyCase.CreateAsync(Split);

        using ComposedReply composed = await reply.ComposeAsync(ReplyProtection.Sign | ReplyProtection.Encrypt, ToBoth);

        OutgoingMessage message = composed.Messages.Should().ContainSingle().Subject;
        message.Recipients.Select(recipient => recipient.Address).Should().Equal(ReplyCase.Customer);
        message.Message.Cc.Count.Should().Be(0, "a message names those whom it goes to");
        composed.LeftOut.Single().Should().BeEquivalentTo(new { Address = Bob, Encrypt = EncryptAvailability.RecipientWithoutCertificate });
        composed.Availability.Cautions.Should().Contain(SmimeCaution.RecipientsLeftOut);
        ReplyCase.Text(message.Message).Should().NotContain(Bob);
    }

    [Fact]
    public async Task Compose_PolicySplitsAndNobodyCan_IsRefused()
    {
        ReplyCase reply = await ReplyCase.CreateAsync(Split);
        ReplyDraft toBob = ToBoth with { Recipients = new ReplyRecipients { To = [Bob] } };

        await FluentActions.Awaiting(() => reply.ComposeAsync(ReplyProtection.Encrypt, toBob)).Should().ThrowAsync<ReplyProtectionUnavailableException>();
    }

    [Fact]
    public async Task Compose_PolicySplitsAndOnlySignIsTicked_GoesToAll()
    {
        ReplyCase reply = await ReplyCase.CreateAsync(Split);

        using ComposedReply composed = await reply.ComposeAsync(ReplyProtection.Sign, ToBoth);

        composed.LeftOut.Should().BeEmpty();
        composed.Messages.Single().Recipients.Should().HaveCount(2);
    }

    [Fact]
    public async Task Compose_ExpiredCertificateBesideAValidOne_NeverBlocks()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        TestIdentity good = TestAuthority.Issuing.Issue(new TestSubject(Bob));
        TestIdentity expired = TestAuthority.Issuing.Issue(new TestSubject(Bob) { NotBefore = TestAuthority.Now.AddYears(-2), NotAfter = TestAuthority.Now.AddDays(-1) });
        foreach (TestIdentity[] order in new[] { new[] { good, expired }, [expired, good] })
        {
            ReplyDraft draft = ToBoth with { Recipients = ToBoth.Recipients with { Certificates = [.. order.Select(identity => identity.Certificate)] } };

            MimeMessage message = await reply.ComposeOneAsync(ReplyProtection.Encrypt, draft);

            UnwrappedReply.Open(message, good).IsEncrypted.Should().BeTrue();
        }
    }
}
