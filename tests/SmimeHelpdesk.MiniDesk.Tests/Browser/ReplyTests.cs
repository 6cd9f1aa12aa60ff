using System.Text;
using Microsoft.Playwright;
using MiniDesk.Demo;
using SmimeHelpdesk.MiniDesk.Tests.Support;

namespace SmimeHelpdesk.MiniDesk.Tests.Browser;

public sealed class ReplyTests(Chromium chromium, DemoDesk desk) : IClassFixture<DemoDesk>
{
    private const string Secret = "The technician comes at ten.";

    [Theory]
    [InlineData("Printer out of order", true, true, "The reply can be signed.", "The reply can be encrypted.")]
    [InlineData("Opening hours", true, false, "The reply can be signed.", "not signed")]
    [InlineData("Change of bank account", true, false, "The reply can be signed.", "signature")]
    [InlineData("An offer, please", false, true, "This mailbox has no certificate", "The reply can be encrypted.")]
    [InlineData("New here", true, true, "The reply can be signed.", "The reply can be encrypted.")]
    public async Task Boxes_OfEachTicket_AreOpenOrGreyedOutWithTheReason(string subject, bool canSign, bool canEncrypt, string signReason, string encryptReason)
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address, script: false);
        IPage page = await session.NewPageAsync();
        await DemoDesk.OpenReplyAsync(page, subject);
        await ExpectBoxesAsync(page, canSign, canEncrypt);
        (await page.InnerTextAsync("#sign-reason")).Should().Contain(signReason);
        (await page.InnerTextAsync("#encrypt-reason")).Should().Contain(encryptReason);
    }

    [Fact]
    public async Task Boxes_OfMailboxWithoutCertificateAndUnsignedMail_AreBothGreyedOut()
    {
        byte[] mail = Encoding.ASCII.GetBytes("From: dave@elsewhere.example\r\nTo: sales@desk.example\r\nSubject: Neither box\r\n\r\nHello\r\n");
        await desk.DeliverAsync(DemoFolder.Sales, mail);
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address, script: false);
        IPage page = await session.NewPageAsync();
        await DemoDesk.OpenReplyAsync(page, "Neither box");
        await ExpectBoxesAsync(page, false, false);
    }

    [Fact]
    public async Task Box_OfUntrustedIssuer_CarriesACaution()
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address, script: false);
        IPage page = await session.NewPageAsync();
        await DemoDesk.OpenReplyAsync(page, "New here");
        (await page.Locator(".boxes .caution").AllInnerTextsAsync()).Should().Contain(text => text.Contains("not among the trusted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SuggestedTicks_FollowTheMail()
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address, script: false);
        IPage page = await session.NewPageAsync();
        await DemoDesk.OpenReplyAsync(page, "Door code for the technician");
        (await page.IsCheckedAsync("#sign")).Should().BeTrue();
        (await page.IsCheckedAsync("#encrypt")).Should().BeTrue();
        await DemoDesk.OpenReplyAsync(page, "Printer out of order");
        (await page.IsCheckedAsync("#sign")).Should().BeTrue();
        (await page.IsCheckedAsync("#encrypt")).Should().BeFalse();
    }

    [Fact]
    public async Task FurtherRecipient_WithoutCertificate_GreysEncryptOutUntilTakenAway()
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address, script: false);
        IPage page = await session.NewPageAsync();
        await DemoDesk.OpenReplyAsync(page, "Door code for the technician");
        await page.FillAsync("#cc", "somebody@elsewhere.example");
        await page.ClickAsync("text=Check recipients");
        await ExpectBoxesAsync(page, true, false);
        (await page.Locator("#recipients li").Last.InnerTextAsync()).Should().Contain("somebody@elsewhere.example").And.Contain("cannot be encrypted to");

        await page.FillAsync("#cc", string.Empty);
        await page.ClickAsync("text=Check recipients");
        await ExpectBoxesAsync(page, true, true);
        (await page.IsCheckedAsync("#encrypt")).Should().BeTrue("what was suggested before is suggested again");
    }

    [Fact]
    public async Task Send_WithARecipientAddedAfterTheCheck_SendsNothingWeaker()
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address, script: false);
        IPage page = await session.NewPageAsync();
        await DemoDesk.OpenReplyAsync(page, "Door code for the technician");
        await page.FillAsync("#cc", "somebody@elsewhere.example");
        await page.ClickAsync("text=Send");
        (await page.InnerTextAsync("#problems")).Should().Contain("Nothing was sent");
        await ExpectBoxesAsync(page, true, false);
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("a@b.example, <script>alert(1)</script>")]
    public async Task Send_ToNonsense_IsRefusedInPlainWords(string to)
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address, script: false);
        IPage page = await session.NewPageAsync();
        await DemoDesk.OpenReplyAsync(page, "Printer out of order");
        await page.FillAsync("#to", to);
        await page.ClickAsync("text=Send");
        (await page.Locator("#problems").CountAsync()).Should().Be(1);
        (await page.InputValueAsync("#to")).Should().Be(to);
    }

    [Fact]
    public async Task Send_InClearToEncryptedMail_NeedsConsent()
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address, script: false);
        IPage page = await session.NewPageAsync();
        await DemoDesk.OpenReplyAsync(page, "Door code for the technician");
        await page.FillAsync("#text", "A public answer.");
        await page.UncheckAsync("#encrypt");
        await page.ClickAsync("text=Send");
        (await page.InnerTextAsync("#problems")).Should().Contain("would go out in clear");

        await page.CheckAsync("#consent");
        await page.CheckAsync("#quote");
        await page.ClickAsync("text=Send");
        (await page.InnerTextAsync("[role=status]")).Should().Be("The reply is on its way.");
        (await page.Locator(".message.sent .text").Last.InnerTextAsync()).Should().NotContain("4711", "the quote is left out of a reply in clear");
    }

    [Theory]
    [InlineData(false, false, "Not signed")]
    [InlineData(true, false, "Signed by support@desk.example - valid")]
    [InlineData(false, true, "Not signed; encrypted")]
    [InlineData(true, true, "Signed by support@desk.example - valid; encrypted")]
    public async Task Send_WithEachCombination_ReachesTheCustomerExactlySo(bool sign, bool encrypt, string line)
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address, script: false);
        IPage page = await session.NewPageAsync();
        await DemoDesk.OpenReplyAsync(page, "Printer out of order");
        await page.SetCheckedAsync("#sign", sign);
        await page.SetCheckedAsync("#encrypt", encrypt);
        await page.FillAsync("#text", Secret);
        await page.ClickAsync("text=Send");

        await page.Locator(".message.sent footer a").Last.ClickAsync();
        await UntilAsync(page, ".badge", "sent");
        (await page.Locator("#seen .line").InnerTextAsync()).Should().Be(line);
        (await page.Locator("#seen .text").InnerTextAsync()).Should().Contain(Secret);
        (await page.InnerTextAsync("#raw")).Contains(Secret, StringComparison.Ordinal).Should().Be(!encrypt);
    }

    [Theory]
    [InlineData(true, "Re: Door code for the technician")]
    [InlineData(false, "Ticket #")]
    public async Task Send_ToASubjectThatCameEncrypted_ShowsItInsideTheEncryptionAlone(bool encrypt, string seen)
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address, script: false);
        IPage page = await session.NewPageAsync();
        await DemoDesk.OpenReplyAsync(page, "Door code for the technician");
        await page.SetCheckedAsync("#encrypt", encrypt);
        await page.FillAsync("#text", "It works.");
        await page.ClickAsync("text=Send");
        if (!encrypt)
        {
            await page.CheckAsync("#consent");
            await page.ClickAsync("text=Send");
        }

        await page.Locator(".message.sent footer a").Last.ClickAsync();
        (await page.InnerTextAsync("#seen .from")).Should().Contain(seen);
        (await page.InnerTextAsync("#raw")).Should().Contain("Ticket #").And.NotContain("Door code");
    }

    [Fact]
    public async Task Send_WithAttachmentAndQuote_CarriesBoth()
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address, script: false);
        IPage page = await session.NewPageAsync();
        await DemoDesk.OpenReplyAsync(page, "Printer out of order");
        await page.CheckAsync("#quote");
        await page.UncheckAsync("#sign");
        await page.FillAsync("#text", "See the file.");
        await page.SetInputFilesAsync("#files", new FilePayload { Name = "../plan.pdf", MimeType = "application/pdf", Buffer = "%PDF-1"u8.ToArray() });
        await page.ClickAsync("text=Send");
        await page.Locator(".message.sent footer a").Last.ClickAsync();
        string raw = await page.InnerTextAsync("#raw");
        raw.Should().Contain("plan.pdf").And.Contain("> Hello").And.NotContain("../plan.pdf");
    }

    [Fact]
    public async Task AskForSignature_OnUnsignedMail_IsSent()
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address, script: false);
        IPage page = await session.NewPageAsync();
        await DemoDesk.OpenReplyAsync(page, "Opening hours");
        await page.ClickAsync("text=Ask for a signed mail");
        (await page.InnerTextAsync("[role=status]")).Should().Be("The request is on its way.");
    }

    private static async Task ExpectBoxesAsync(IPage page, bool canSign, bool canEncrypt)
    {
        (await page.IsEnabledAsync("#sign")).Should().Be(canSign);
        (await page.IsEnabledAsync("#encrypt")).Should().Be(canEncrypt);
        foreach (string box in new[] { "sign", "encrypt" })
        {
            (await page.Locator("#" + box).GetAttributeAsync("aria-describedby")).Should().Be(box + "-reason");
            (await page.InnerTextAsync($"#{box}-reason")).Should().EndWith(".");
        }
    }

    private static async Task UntilAsync(IPage page, string selector, string text)
    {
        for (int attempt = 0; attempt < 50 && await page.Locator(selector).First.InnerTextAsync() != text; attempt++)
        {
            await Task.Delay(200);
            await page.ReloadAsync();
        }

        (await page.Locator(selector).First.InnerTextAsync()).Should().Be(text);
    }
}
