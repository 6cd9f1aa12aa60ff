using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Cms.Reading;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials;

/// <summary>Mail that was encrypted to any of a mailbox's certificates opens through the door, whatever became of it since.</summary>
public sealed class AllDecryptTests
{
    private static readonly TestIdentity[] All = [.. Enumerable.Range(0, 4).Select(_ => TestAuthority.Issuing.Issue(new TestSubject(Desk.Address) { Key = "RSA-2048" }))];

    [Fact]
    public async Task OpenAsync_MailToEachOfAMailboxsCertificates_IsDecryptedUnlessItsKeyWasDestroyed()
    {
        Desk desk = await DeskAsync();

        (await desk.Credentials.ListAsync(Desk.Address, default)).ToDictionary(info => info.Sha256, info => info.State).Should().BeEquivalentTo(new Dictionary<string, CredentialState>
        {
            [All[0].Sha256] = CredentialState.Retired,
            [All[1].Sha256] = CredentialState.Active,
            [All[2].Sha256] = CredentialState.Staged,
            [All[3].Sha256] = CredentialState.Destroyed,
        });
        (await OpenEachAsync(desk)).Should().Equal(EncryptionStatus.Decrypted, EncryptionStatus.Decrypted, EncryptionStatus.Decrypted, EncryptionStatus.NotDecryptable);

        desk.Time.Now = All[0].Certificate.NotAfter.AddYears(5);
        (await OpenEachAsync(desk)).Should().Equal(EncryptionStatus.Decrypted, EncryptionStatus.Decrypted, EncryptionStatus.Decrypted, EncryptionStatus.NotDecryptable);
    }

    private static async Task<Desk> DeskAsync()
    {
        Desk desk = await Desk.WithAsync(All[0]);
        await desk.AddAsync(All[1]);
        await desk.AddAsync(All[3]);
        using MailboxCredential staged = All[2].ToCredential();
        await desk.Credentials.StageAsync(Desk.Address, [staged], default);
        await desk.Credentials.RetireAsync(Desk.Address, All[0].Sha256, null, default);
        await desk.Credentials.DestroyKeyAsync(Desk.Address, All[3].Sha256, default);
        return desk;
    }

    private static async Task<IReadOnlyList<EncryptionStatus>> OpenEachAsync(Desk desk)
    {
        var found = new List<EncryptionStatus>();
        foreach (TestIdentity recipient in All)
        {
            using OpenedMessage opened = await desk.OpenAsync(ForgedMail.Encrypted(CmsProducer.Encrypt(ForgedMail.Entity, recipient)));
            found.Add(opened.Encryption.Status);
        }

        return found;
    }
}
