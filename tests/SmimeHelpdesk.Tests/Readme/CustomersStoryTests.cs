using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Harvest;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Readme;

/// <summary>Runs the code of docs/customers.md with services from a container.</summary>
public sealed class CustomersStoryTests
{
    [Fact]
    public async Task Customers_ItsCodeInOneRun_ShowsDecidesAndOpensAgain()
    {
        using ServiceProvider host = Host();
        var example = ActivatorUtilities.CreateInstance<CustomersExample>(host);
        var ticket = new HostTicket();
        KeyedIdentity key = SharedIdentities.Desk("RSA-2048");
        byte[] raw = ForgedMail.Encrypted(ForgedEnvelope.For("AES-256-CBC", ForgedMail.Entity, ForgedRecipient.KeyTransport(key)).Encode());
        var desk = new HostDesk();
        var page = new HostCustomerPage();

        await example.ReceiveAsync(new MemoryStream(new CustomerMail(Customers.Alice).ToBytes()), new HostTicket(), default);
        await example.ShowAsync(page, default);
        await example.DecideAsync(Customers.Alice.Sha256, default);
        await example.ReceiveAsync(new MemoryStream(raw), ticket, default);
        desk.Add("1", ticket, raw);
        await example.ReopenAsync(desk, CultureInfo.InvariantCulture, default);
        string before = ticket.Body;
        using MailboxCredential credential = key.ToCredential();
        await host.GetRequiredService<MailboxCredentialManager>().SaveAsync(Desk.Address, [credential], default);
        await example.ReopenAsync(desk, CultureInfo.InvariantCulture, default);

        page.Lines.Should().Equal((Customers.Alice.Sha256 + " None 2026", true, EncryptAvailability.Available));
        (await host.GetRequiredService<ISignerCertificateCache>().FindAsync(string.Empty, CustomerMail.Alice, default)).Should().BeEmpty();
        before.Should().BeEmpty();
        ticket.Body.Should().Contain(ForgedMail.Sentence);
        ticket.Waiting.Should().BeNull();
    }

    private static ServiceProvider Host()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new ManualTime(TestAuthority.Now));
        services.AddSmimeHelpdesk().UseTrustAnchors(TrustAnchors.FromCertificates([TestAuthority.Root.Certificate]));
        return services.BuildServiceProvider();
    }
}
