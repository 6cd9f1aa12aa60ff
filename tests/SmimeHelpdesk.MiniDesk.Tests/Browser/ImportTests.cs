using Microsoft.Playwright;
using MiniDesk.Demo;
using SmimeHelpdesk.MiniDesk.Tests.Support;

namespace SmimeHelpdesk.MiniDesk.Tests.Browser;

public sealed class ImportTests(Chromium chromium, DemoDesk desk) : IClassFixture<DemoDesk>
{
    private string CredentialFile(string name) => Path.Combine(desk.Demo.Credentials, name);

    [Fact]
    public async Task Pem_OfTheMailbox_IsImportedAndShown()
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address, script: false);
        IPage page = await OpenMailboxAsync(session, "sales@desk.example");
        string pem = await File.ReadAllTextAsync(CredentialFile("sales.pem"));
        await page.FillAsync("#pem", pem);
        await page.ClickAsync("text=Import text");

        (await page.Locator("#result").GetAttributeAsync("data-status")).Should().Be(nameof(CredentialImportStatus.Imported));
        ILocator credential = page.Locator(".credential").First;
        (await credential.InnerTextAsync()).Should().Contain("CN=sales@desk.example").And.Contain("signs, decrypts").And.Contain("in use").And.Contain("EC-P-256");

        string shown = await page.ContentAsync();
        string secret = pem[(pem.IndexOf("BEGIN PRIVATE KEY", StringComparison.Ordinal) + 25)..][..60].Trim();
        shown.Should().NotContain("BEGIN PRIVATE KEY").And.NotContain(secret.Split('\n')[0]);
    }

    [Fact]
    public async Task Pkcs12_WithWrongThenRightPassword_IsRefusedThenImported()
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address, script: false);
        IPage page = await OpenMailboxAsync(session, "sales@desk.example");
        await UploadAsync(page, "sales.p12", "not the password");
        (await page.Locator("#result").GetAttributeAsync("data-status")).Should().Be(nameof(CredentialImportStatus.WrongPassword));
        (await page.ContentAsync()).Should().NotContain("not the password");

        await UploadAsync(page, "sales.p12", string.Empty);
        (await page.Locator("#result").GetAttributeAsync("data-status")).Should().BeOneOf(nameof(CredentialImportStatus.PasswordRequired), nameof(CredentialImportStatus.WrongPassword));

        await UploadAsync(page, "sales.p12", DemoWorld.Password);
        (await page.Locator("#result").GetAttributeAsync("data-status")).Should().Be(nameof(CredentialImportStatus.Imported));
        (await page.ContentAsync()).Should().NotContain($"value=\"{DemoWorld.Password}\"");
    }

    [Theory]
    [InlineData("sales-with-foreign-key.pem", nameof(CredentialImportStatus.KeyDoesNotMatchCertificate))]
    [InlineData("sales-certificate-only.pem", nameof(CredentialImportStatus.NoPrivateKey))]
    [InlineData("support.pem", nameof(CredentialImportStatus.AddressMismatch))]
    public async Task File_ThatDoesNotFit_IsRefusedInPlainWords(string file, string status)
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address, script: false);
        IPage page = await OpenMailboxAsync(session, "sales@desk.example");
        int before = await page.Locator(".credential").CountAsync();
        await UploadAsync(page, file, string.Empty);
        ILocator result = page.Locator("#result");
        (await result.GetAttributeAsync("data-status")).Should().Be(status);
        (await result.GetAttributeAsync("role")).Should().Be("alert");
        (await result.InnerTextAsync()).Should().EndWith(".").And.NotContain(status);
        (await page.Locator(".credential").CountAsync()).Should().Be(before);
    }

    [Fact]
    public async Task FormerKey_WhenImported_OpensTheMailThatWaited()
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address, script: false);
        IPage page = await OpenMailboxAsync(session, DemoFolder.Support);
        await UploadAsync(page, "support-former.p12", DemoWorld.Password);
        (await page.Locator("#result").GetAttributeAsync("data-status")).Should().Be(nameof(CredentialImportStatus.Imported));

        ILocator opened = page.Locator(".tickets a", new PageLocatorOptions { HasText = "Contract" });
        for (int attempt = 0; attempt < 50 && await opened.CountAsync() == 0; attempt++)
        {
            await Task.Delay(200);
            await page.GotoAsync("/tickets");
        }

        await opened.ClickAsync();
        (await page.Locator(".message.received > .text").InnerTextAsync()).Should().Contain("the contract runs for another year");

        await page.GotoAsync("/mailboxes/1");
        (await page.Locator(".credential").CountAsync()).Should().Be(2, "the older one stays, to read old mail");
    }

    [Fact]
    public async Task RollOver_PreparedThenActivated_ChangesWhoSigns()
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address, script: false);
        IPage page = await session.NewPageAsync();
        await page.GotoAsync("/mailboxes");
        await page.FillAsync("#address", "renewal@desk.example");
        await page.ClickAsync("button.main");
        using var authority = new DemoPki("Renewal CA", DateTimeOffset.UtcNow);
        using DemoIdentity old = authority.Issue("renewal@desk.example", TimeSpan.FromDays(20));
        using DemoIdentity renewed = authority.Issue("renewal@desk.example");
        await page.FillAsync("#pem", old.Pem);
        await page.ClickAsync("text=Import text");
        await page.FillAsync("#pem", renewed.Pem);
        await page.CheckAsync("#pem-prepare");
        await page.ClickAsync("text=Import text");
        ILocator states = page.Locator(".credential h3 .badge");
        (await states.AllInnerTextsAsync()).Should().BeEquivalentTo("in use", "expires soon", "ready");

        await page.ClickAsync("text=Put into service");
        (await page.Locator("[role=status]").CountAsync()).Should().Be(1);
        (await page.Locator(".credential", new PageLocatorOptions { HasText = "It retires on" }).CountAsync()).Should().Be(1, "the old one stays ready for a day");
        await page.Locator(".credential", new PageLocatorOptions { HasNotText = "It retires on" }).Locator("text=Take out of service").ClickAsync();
        (await states.AllInnerTextsAsync()).Should().Contain("retired");
    }

    [Fact]
    public async Task Certificate_OnDownload_IsTheCertificate()
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address);
        IPage page = await OpenMailboxAsync(session, DemoFolder.Support);
        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.Locator(".credential a.button").Last.ClickAsync());
        byte[] bytes = await File.ReadAllBytesAsync(await download.PathAsync());
        using var certificate = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificate(bytes);
        certificate.Subject.Should().Be("CN=" + DemoFolder.Support);
        certificate.HasPrivateKey.Should().BeFalse();
    }

    [Fact]
    public async Task NewMailbox_WithBadOrKnownAddress_IsRefused()
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address, script: false);
        IPage page = await session.NewPageAsync();
        await page.GotoAsync("/mailboxes");
        await page.FillAsync("#address", DemoFolder.Sales.ToUpperInvariant());
        await page.ClickAsync("button.main");
        (await page.Locator("[role=alert]").InnerTextAsync()).Should().Be("This mailbox is there already.");

        await page.FillAsync("#address", "billing@desk.example");
        await page.ClickAsync("button.main");
        (await page.Locator("h1").InnerTextAsync()).Should().Be("billing@desk.example");
    }

    private static async Task<IPage> OpenMailboxAsync(IBrowserContext session, string address)
    {
        IPage page = await session.NewPageAsync();
        await page.GotoAsync("/mailboxes");
        await page.Locator(".cards a", new PageLocatorOptions { HasText = address }).ClickAsync();
        return page;
    }

    private async Task UploadAsync(IPage page, string file, string password)
    {
        await page.SetInputFilesAsync("#file", CredentialFile(file));
        await page.FillAsync("#file-password", password);
        await page.ClickAsync("text=Import file");
    }
}
