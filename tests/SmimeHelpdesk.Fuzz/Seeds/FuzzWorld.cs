using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Tests.Vectors;

namespace SmimeHelpdesk.Fuzz.Seeds;

/// <summary>The helpdesk that the mails of the corpus are for. Its keys lie beside them: to those of another day they would mean nothing.</summary>
internal sealed class FuzzWorld
{
    private FuzzWorld(TrustAnchors anchors, MailboxCredentialManager credentials)
    {
        Anchors = new FixedTrustAnchors(anchors);
        Credentials = credentials;
    }

    public static ManualTime Time { get; } = new(TestAuthority.Now);

    public ITrustAnchorProvider Anchors { get; }

    public MailboxCredentialManager Credentials { get; }

    public static FuzzWorld Load(string folder)
    {
        MailboxCredentialManager credentials = MailboxCredentialManager.InMemory(Time);
        foreach (string file in Directory.GetFiles(folder, "*.pem").Order(StringComparer.Ordinal))
        {
            CredentialImportResult imported = MailboxCredentialImporter.Import(File.ReadAllText(file));
            credentials.SaveAsync(Desk.Address, imported.Credentials, CancellationToken.None).GetAwaiter().GetResult();
        }

        IEnumerable<X509Certificate2> anchors = Directory.GetFiles(folder, "*.cer").Order(StringComparer.Ordinal).Select(X509CertificateLoader.LoadCertificateFromFile);
        return new FuzzWorld(TrustAnchors.FromCertificates([.. anchors]), credentials);
    }

    /// <summary>Writes what <see cref="Load"/> reads.</summary>
    public static void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        KeyedIdentity[] desk = [SharedIdentities.Desk(), SharedIdentities.Desk("RSA-2048")];
        for (int i = 0; i < desk.Length; i++)
        {
            File.WriteAllText(Path.Combine(folder, $"desk-{i}.pem"), desk[i].CertificatePem + "\n" + desk[i].KeyPem + "\n");
        }

        File.WriteAllBytes(Path.Combine(folder, "anchor-0.cer"), TestAuthority.Root.Certificate.RawData);
        File.WriteAllBytes(Path.Combine(folder, "anchor-1.cer"), VectorPki.Root.Der);
    }

    /// <summary>A door that has seen nothing yet, so that each input is judged alone.</summary>
    public SmimeMessageOpener NewOpener() => new(Credentials, new InMemorySignerCertificateCache(), Anchors, time: Time);

    public OpenedMessage Open(byte[] message) =>
        NewOpener().OpenAsync(new MemoryStream(message), Desk.Address, CancellationToken.None).GetAwaiter().GetResult();
}
