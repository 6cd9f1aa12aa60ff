using System.Text;
using SmimeHelpdesk;

namespace MiniDesk.Demo;

/// <summary>Makes the demo's certificates and mails, once.</summary>
internal static class DemoWorld
{
    /// <summary>The password of every .p12 file of the demo.</summary>
    public const string Password = "helpdesk";

    public static async Task CreateAsync(DemoFolder folder, DateTimeOffset now)
    {
        if (folder.Exists)
        {
            return;
        }

        folder.Create();
        using var trusted = new DemoPki("Demo Trust Centre", now);
        using var unknown = new DemoPki("Unknown Authority", now);
        using DemoIdentity support = trusted.Issue(DemoFolder.Support);
        using DemoIdentity former = trusted.Issue(DemoFolder.Support, TimeSpan.FromDays(20));
        using DemoIdentity sales = trusted.Issue(DemoFolder.Sales);
        WriteCredentials(folder, support, former, sales);

        var trust = TrustAnchors.FromCertificates([trusted.Root]);
        using DemoIdentity aliceKey = trusted.Issue("alice@customer.example");
        using DemoIdentity bobKey = trusted.Issue("bob@partner.example");
        using DemoIdentity carolKey = unknown.Issue("carol@newcomer.example");
        using DemoCorrespondent alice = await JoinAsync(folder, aliceKey, trust);
        using DemoCorrespondent bob = await JoinAsync(folder, bobKey, trust);
        using DemoCorrespondent carol = await JoinAsync(folder, carolKey, trust);
        var mails = new DemoMails(alice, bob, carol, support.Certificate, former.Certificate);

        int uid = 0;
        foreach (byte[] mail in await mails.ForSupportAsync())
        {
            folder.Deliver(DemoFolder.Support, ++uid, mail);
        }

        folder.Deliver(DemoFolder.Sales, 1, await mails.ForSalesAsync());

        // last, because it says that everything is there
        await File.WriteAllTextAsync(folder.RootFile, trusted.Root.ExportCertificatePem());
    }

    private static async Task<DemoCorrespondent> JoinAsync(DemoFolder folder, DemoIdentity identity, TrustAnchors trust)
    {
        await File.WriteAllTextAsync(Path.Combine(folder.Customers, identity.Address + ".pem"), identity.Pem);
        return await DemoCorrespondent.CreateAsync(identity.Address, identity.Pem, trust);
    }

    private static void WriteCredentials(DemoFolder folder, DemoIdentity support, DemoIdentity former, DemoIdentity sales)
    {
        var files = new Dictionary<string, byte[]>
        {
            ["support.pem"] = Encoding.ASCII.GetBytes(support.Pem),
            ["support-former.p12"] = former.Pkcs12(Password),
            ["sales.pem"] = Encoding.ASCII.GetBytes(sales.Pem),
            ["sales.p12"] = sales.Pkcs12(Password),
            ["sales-with-foreign-key.pem"] = Encoding.ASCII.GetBytes(sales.CertificatePem + "\n" + support.KeyPem + "\n"),
            ["sales-certificate-only.pem"] = Encoding.ASCII.GetBytes(sales.CertificatePem + "\n"),
        };
        foreach ((string name, byte[] content) in files)
        {
            File.WriteAllBytes(Path.Combine(folder.Credentials, name), content);
        }
    }
}
