using System.Collections.Concurrent;
using System.Security.Cryptography;
using SmimeHelpdesk.Stores.Workload.Databases;

namespace SmimeHelpdesk.Stores.Workload.Load;

/// <summary>
/// A mailbox's credential is renewed again and again, and its private keys are encrypted anew, while two servers sign, and open what
/// customers encrypt to whichever certificate they saw last.
/// </summary>
internal sealed class RollOverLoad(Database database, TimeSpan duration)
{
    private const string Alice = "alice@customer.example";
    private const string Desk = "support@desk.example";
    private const int Talkers = 4;

    private readonly ConcurrentQueue<string> _findings = new();
    private int _signed;
    private int _opened;

    public async Task<RollOverReport> RunAsync()
    {
        byte[] hostKey = RandomNumberGenerator.GetBytes(32);
        var time = new RunningTime();
        using var first = new DeskServer(database, hostKey, time);
        using var second = new DeskServer(database, hostKey, time);
        await first.ImportAsync(Desk);
        await first.ImportAsync(Alice);
        return await RunAsync(first, second);
    }

    private async Task<RollOverReport> RunAsync(DeskServer first, DeskServer second)
    {
        Task end = Task.Delay(duration);
        Task<int> renewals = RenewAsync(second, end);
        await Task.WhenAll([.. Enumerable.Range(0, Talkers).Select(number => TalkAsync(number % 2 == 0 ? first : second, number % 2 == 0 ? second : first, end)), renewals]);
        return new RollOverReport(await renewals, _signed, _opened, [.. _findings]);
    }

    private Task<int> RenewAsync(DeskServer server, Task end) => Task.Run(async () =>
    {
        int renewals = 0;
        while (!end.IsCompleted)
        {
            CredentialChange change = await server.RollOverAsync(Desk);
            Expect(change is CredentialChange.Done, "a roll-over that ended as " + change);
            renewals++;
            if (renewals % 5 == 0)
            {
                CredentialRewrap rewrap = await server.Credentials.RewrapAsync(Desk, CancellationToken.None);
                Expect(rewrap.Unreadable == 0, "a private key that could not be encrypted anew");
            }

            await Task.Delay(50);
        }

        return renewals;
    });

    private Task TalkAsync(DeskServer signer, DeskServer opener, Task end) => Task.Run(async () =>
    {
        while (!end.IsCompleted)
        {
            await TalkAsync(signer, opener);
        }
    });

    private async Task TalkAsync(DeskServer signer, DeskServer opener)
    {
        try
        {
            byte[] signed = await signer.SendAsync(new ReplyContext { MailboxAddress = Desk, From = Alice, Subject = "Help" }, ReplyProtection.Sign);
            Interlocked.Increment(ref _signed);
            using OpenedMessage read = await opener.OpenAsync(signed, Alice);
            byte[] encrypted = await opener.SendAsync(read.ReplyContext, ReplyProtection.Encrypt);
            using OpenedMessage answer = await opener.OpenAsync(encrypted, Desk);
            Interlocked.Increment(ref _opened);
            Expect(read.Signature.Status is SignatureStatus.Valid, "a signature that is not valid: " + read.Signature.Reason);
            Expect(answer.Encryption.Status is EncryptionStatus.Decrypted, "a mail that cannot be decrypted: " + answer.Encryption.Reason);
        }
        catch (ReplyProtectionUnavailableException exception)
        {
            _findings.Enqueue("a reply that could not be protected: " + exception.Message);
        }
    }

    private void Expect(bool condition, string finding)
    {
        if (!condition)
        {
            _findings.Enqueue(finding);
        }
    }
}
