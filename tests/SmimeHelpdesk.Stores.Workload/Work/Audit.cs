using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmimeHelpdesk.EntityFrameworkCore.Model;
using SmimeHelpdesk.Stores.Workload.Databases;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Stores.Workload.Work;

/// <summary>Looks at every row after a disaster: nothing acknowledged is lost, nothing is half there, and every private key opens and signs.</summary>
internal sealed class Audit(Database database, byte[] hostKey)
{
    public async Task<IReadOnlyList<string>> FindingsAsync(IReadOnlyCollection<Receipt> receipts)
    {
        await using HelpdeskContext context = database.NewContext();
        List<CredentialRow> credentials = await context.Set<CredentialRow>().AsNoTracking().ToListAsync();
        List<SignerRow> signers = await context.Set<SignerRow>().AsNoTracking().ToListAsync();
        HashSet<string> issuers = [.. (await context.Set<IssuerRow>().AsNoTracking().ToListAsync()).Where(IsWhole).Select(issuer => Hex(issuer.Sha256))];
        return [.. await CredentialsAsync(credentials), .. signers.SelectMany(row => Signer(row, issuers)), .. Lost(receipts, credentials, signers)];
    }

    private async Task<IReadOnlyList<string>> CredentialsAsync(List<CredentialRow> rows)
    {
        using var protector = new AesGcmCredentialProtector(hostKey);
        using var manager = new MailboxCredentialManager(new EntityFrameworkCredentialStore<HelpdeskContext>(database.Contexts()), protector);
        var composer = new SmimeReplyComposer(manager, new InMemorySignerCertificateCache(), new FixedTrustAnchors(TrustAnchors.None));
        var findings = new List<string>();
        foreach (CredentialRow row in rows)
        {
            if (Hex(SHA256.HashData(row.Certificate)) != Hex(row.Sha256) || ByteLists.Split(row.Chain).Count == 0)
            {
                findings.Add("half a credential: " + row.Mailbox);
            }

            if (!await SignsAsync(composer, row.Mailbox))
            {
                findings.Add("a credential without its key: " + row.Mailbox);
            }
        }

        return findings;
    }

    private static async Task<bool> SignsAsync(SmimeReplyComposer composer, string mailbox)
    {
        var context = new ReplyContext { MailboxAddress = mailbox, From = "alice@customer.example", Subject = "Help" };
        try
        {
            ComposedReply reply = await composer.ComposeAsync(new ReplyDraft { TextBody = "Text", Subject = "Help" }, context, ReplyProtection.Sign, CancellationToken.None);
            return reply.Messages.Count > 0;
        }
        catch (ReplyProtectionUnavailableException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Signer(SignerRow row, HashSet<string> issuers)
    {
        if (Hex(SHA256.HashData(row.Certificate)) != Hex(row.Sha256) || row.FirstSeen > row.LastSeen)
        {
            yield return "half a customer: " + row.Address;
        }

        if (row.Issuers.Length == 0 || ByteLists.SplitThumbprints(row.Issuers).Any(issuer => !issuers.Contains(Hex(issuer))))
        {
            yield return "a customer without an issuer: " + row.Address;
        }
    }

    private static IEnumerable<string> Lost(IReadOnlyCollection<Receipt> receipts, List<CredentialRow> credentials, List<SignerRow> signers)
    {
        HashSet<(string, string)> imported = [.. credentials.Select(row => (row.Mailbox, Hex(row.Sha256)))];
        Dictionary<(string, string), SignerRow> harvested = signers.ToDictionary(row => (row.Address, Hex(row.Sha256)));
        return receipts.Where(receipt => receipt.IsImport
                ? !imported.Contains((receipt.Address, receipt.Sha256))
                : !harvested.TryGetValue((receipt.Address, receipt.Sha256), out SignerRow? row) || row.FirstSeen > receipt.FirstSeen || row.LastSeen < receipt.LastSeen)
            .Select(receipt => "lost: " + receipt);
    }

    private static bool IsWhole(IssuerRow row) => Hex(SHA256.HashData(row.Certificate)) == Hex(row.Sha256);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
