using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Harvest;
using SmimeHelpdesk.Tests.Inbound;
using SmimeHelpdesk.Tests.Reply;
using SmimeHelpdesk.Tests.Revocation;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Diagnostics.Canary;

/// <summary>Everything that happens to a mailbox, from the import of its key to its destruction, with whatever can go wrong between.</summary>
internal sealed class WholeLife(CanaryDesk desk, Canaries canaries)
{
    public const string Alice = CustomerMail.Alice;
    public const string Support = Tests.Support.Desk.Address;

    private readonly TestIdentity _own = TestAuthority.Issuing.Issue(new TestSubject(Support) { Key = "RSA-2048" });
    private readonly TestIdentity _next = TestAuthority.Issuing.Issue(new TestSubject(Support) { NotAfter = TestAuthority.Now.AddYears(2) });
    private readonly TestIdentity _alice = RevocationPki.Issue(desk.Server.Url + "/alice");
    private readonly KeyedIdentity _vector = SharedIdentities.Desk("RSA-2048");

    public async Task TellAsync()
    {
        canaries.AddKey("the mailbox's key", _own);
        canaries.AddKey("the next key", _next);
        canaries.AddKey("the customer's key", _alice);
        canaries.AddBytes("the host key", desk.HostKey);
        Serve();
        await ImportAsync();
        ReplyContext clear = await ReceiveSignedAsync();
        ReplyContext encrypted = await ConverseAsync(clear);
        await ReceiveHostileAsync();
        await RefuseAsync(clear, encrypted);
        await DecideAsync();
        await RollOverAsync();
        await FailAsync(clear);
        await EndAsync();
    }

    private void Serve() => desk.Server.Handler = (path, _, stream, token) => path switch
    {
        "/alice" => LoopbackServer.WriteAsync(stream, "200 OK", RevocationPki.Crl(TestAuthority.Issuing), token),
        "/issuer" => LoopbackServer.WriteAsync(stream, "200 OK", TestAuthority.Issuing.Certificate.RawData, token),
        "/hangs" => Task.Delay(Timeout.Infinite, token),
        "/junk" => LoopbackServer.WriteAsync(stream, "200 OK", "<html>"u8.ToArray(), token),
        _ => LoopbackServer.WriteAsync(stream, "404 Not Found", [], token),
    };

    private async Task ImportAsync()
    {
        foreach ((TestIdentity identity, string address) in ((TestIdentity, string)[])[(_own, Support), (_alice, Alice)])
        {
            byte[] file = ImportFailures.Pkcs12(identity);
            ImportFailures.AssertEach(identity, file);
            CredentialImportResult import = MailboxCredentialImporter.Import(file, Canaries.Passphrase);
            import.Status.Should().Be(CredentialImportStatus.Imported);
            await desk.Credentials.SaveAsync(address, import.Credentials, CancellationToken.None);
        }

        using (MailboxCredential vector = _vector.ToCredential())
        {
            await desk.Credentials.SaveAsync(Support, [vector], CancellationToken.None);
        }

        foreach (StoredCredential row in await desk.Store.ListAsync(Support, CancellationToken.None))
        {
            canaries.AddDataKey(row, desk.HostKey);
        }
    }

    private async Task<ReplyContext> ReceiveSignedAsync()
    {
        byte[] question = await SendAsync(Alice, new ReplyContext { MailboxAddress = Alice, From = Support }, Canaries.Question, ReplyProtection.Sign);
        ReplyContext context = await OpenAsync(Support, question, opened =>
        {
            opened.Signature.Status.Should().Be(SignatureStatus.Valid);
            opened.Harvest.Status.Should().Be(HarvestStatus.Stored);
            opened.Content.TextBody.Should().Contain(Canaries.Question);
        });
        byte[] forged = [.. question];
        forged[forged.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Canaries.Question)) - 1] ^= 1;
        await OpenAsync(Support, forged, opened => opened.Signature.Status.Should().Be(SignatureStatus.Invalid));
        return context;
    }

    // In all four forms, each read by the customer, who answers encrypted.
    private async Task<ReplyContext> ConverseAsync(ReplyContext context)
    {
        ReplyContext? answered = null;
        foreach (ReplyProtection protection in (ReplyProtection[])[ReplyProtection.None, ReplyProtection.Sign, ReplyProtection.Encrypt, ReplyProtection.Sign | ReplyProtection.Encrypt])
        {
            (await desk.Composer.GetAvailabilityAsync(context, null, CancellationToken.None)).CanEncrypt.Should().BeTrue();
            byte[] answer = await SendAsync(Support, context, Canaries.Answer, protection);
            answered = await OpenAsync(Alice, answer, opened => opened.Content.TextBody.Should().Contain(Canaries.Answer));
        }

        byte[] secret = await SendAsync(Alice, answered!, Canaries.Secret, ReplyProtection.Sign | ReplyProtection.Encrypt);
        return await OpenAsync(Support, secret, opened =>
        {
            opened.Encryption.Status.Should().Be(EncryptionStatus.Decrypted);
            opened.Content.TextBody.Should().Contain(Canaries.Secret);
        });
    }

    private async Task ReceiveHostileAsync()
    {
        byte[] entity = Mail.Crlf($"Content-Type: text/plain\nSubject: {Canaries.InnerSubject}\n\n{Canaries.Secret}\n");
        ForgedEnvelope known = ForgedEnvelope.For("AES-256-CBC", entity, ForgedRecipient.KeyTransport(_vector));
        canaries.AddBytes("content key", known.Key);
        await OpenAsync(Support, ForgedMail.Encrypted(known.Encode()), opened => opened.Content.TextBody.Should().Contain(Canaries.Secret));
        ForgedEnvelope tagged = ForgedEnvelope.For("AES-256-GCM", entity, ForgedRecipient.KeyTransport(_vector)) with { ChangeTag = tag => [.. tag.Select(value => (byte)~value)] };
        canaries.AddBytes("content key of the damaged", tagged.Key);
        ForgedEnvelope foreign = ForgedEnvelope.For("AES-256-CBC", entity, ForgedRecipient.KeyTransport(SharedIdentities.Alice("RSA-2048")));
        foreach (byte[] cms in (byte[][])[tagged.Encode(), foreign.Encode(), known.Encode()[..^40], [0x30, 0x80, 0x30, 0x80, 0xFF], Encoding.ASCII.GetBytes(Canaries.Secret)])
        {
            await OpenAsync(Support, ForgedMail.Encrypted(cms), opened => opened.Encryption.Status.Should().Be(EncryptionStatus.NotDecryptable));
        }

        await ReopenAsync(ForgedMail.Encrypted(foreign.Encode()));
        foreach (TestIdentity signer in (TestIdentity[])[RevocationPki.Issue(desk.Server.Url + "/hangs"), RevocationPki.Issue(desk.Server.Url + "/junk"), RevocationPki.Issue(desk.Server.Url + "/404"), Customers.NewAlice, Customers.Issue(subject => subject, Customers.Strangers)])
        {
            await OpenAsync(Support, new CustomerMail(signer) { Text = Canaries.Question }.ToBytes(), _ => { });
        }

        TestIdentity lacking = RevocationPki.IssueWithIssuerUrl(TestAuthority.Issuing, desk.Server.Url + "/issuer", desk.Server.Url + "/alice");
        await OpenAsync(Support, SignedMail.Sign(entity, by: lacking, withIssuer: false), opened => opened.Signature.Status.Should().Be(SignatureStatus.Valid));
    }

    private async Task ReopenAsync(byte[] raw)
    {
        using OpenedMessage opened = await desk.Opener.OpenAsync(new MemoryStream(raw), Support, CancellationToken.None);
        var stored = new StoredMessage("1", opened.Missing with { TriedCredentials = [] }, _ => Task.FromResult<Stream>(new MemoryStream(raw)));
        await foreach (ReopenedMessage again in desk.Get<SmimeMessageReopener>().ReopenAsync(new[] { stored }.ToAsyncEnumerable(), CancellationToken.None))
        {
            again.Dispose();
        }
    }

    private async Task RefuseAsync(ReplyContext clear, ReplyContext encrypted)
    {
        ReplyDraft draft = Draft(Canaries.Answer);
        await FluentActions.Awaiting(() => ComposeAsync(draft, encrypted, ReplyProtection.None)).Should().ThrowAsync<PlaintextReplyRefusedException>();
        (await ComposeAsync(draft with { AllowPlaintextReply = true }, encrypted, ReplyProtection.None)).Dispose();
        ReplyDraft toBob = draft with { Recipients = new ReplyRecipients { To = ["bob@customer.example"] } };
        await FluentActions.Awaiting(() => ComposeAsync(toBob, clear, ReplyProtection.Encrypt)).Should().ThrowAsync<ReplyProtectionUnavailableException>();
        ReplyDraft smuggled = draft with { HeaderFields = new Dictionary<string, string> { ["X-Ticket"] = Canaries.HeldSubject + "\r\nBcc: mallory@evil.example" } };
        await FluentActions.Awaiting(() => ComposeAsync(smuggled, clear, ReplyProtection.Sign)).Should().ThrowAsync<ArgumentException>();
    }

    private async Task DecideAsync()
    {
        SignerCertificateInfo known = (await desk.Signers.ListAsync(Alice, CancellationToken.None))[0];
        await desk.Signers.PinAsync(Alice, known.Stored.Sha256, CancellationToken.None);
        await desk.Signers.BlockAsync(Alice, known.Stored.Sha256, CancellationToken.None);
        await desk.Signers.UnblockAsync(Alice, known.Stored.Sha256, CancellationToken.None);
    }

    private async Task RollOverAsync()
    {
        MailboxCredentialManager manager = desk.Credentials;
        using (MailboxCredential next = _next.ToCredential())
        {
            await manager.StageAsync(Support, [next], CancellationToken.None);
        }

        (await manager.ValidateAsync(Support, _next.Sha256, CancellationToken.None)).Status.Should().Be(CredentialValidationStatus.Valid);
        await manager.ActivateAsync(Support, _next.Sha256, new CredentialActivation { Overlap = TimeSpan.Zero }, CancellationToken.None);
        await manager.RetireAsync(Support, _own.Sha256, null, CancellationToken.None);
        PrivateKeyExport export = await manager.ExportPrivateKeyAsync(Support, _own.Sha256, Canaries.ExportPassphrase.AsMemory(), CancellationToken.None);
        MailboxCredentialImporter.Import(export.Pkcs12, Canaries.ExportPassphrase).Status.Should().Be(CredentialImportStatus.Imported);
        await FluentActions.Awaiting(() => manager.ExportPrivateKeyAsync(Support, _own.Sha256, Canaries.ExportPassphrase.AsMemory()[..11], CancellationToken.None)).Should().ThrowAsync<ArgumentException>();
        (await manager.RewrapAllAsync(CancellationToken.None)).Unreadable.Should().Be(0);
        await CheckHealthAsync();
        await desk.ReportExpiryAsync();
        desk.Reporter.IsDown = true;
        await desk.ReportExpiryAsync();
    }

    // The outside world fails, and whoever can write to the database does.
    private async Task FailAsync(ReplyContext context)
    {
        byte[] mail = ForgedMail.Encrypted(ForgedEnvelope.For("AES-256-CBC", ForgedMail.Entity, ForgedRecipient.KeyTransport(_vector)).Encode());
        foreach (Func<StoredCredential, StoredCredential> change in (Func<StoredCredential, StoredCredential>[])[row => row with { Tenant = "other" }, row => row with { ProtectedKey = new byte[100] }])
        {
            desk.Store.OnRead = change;
            await OpenAsync(Support, mail, opened => opened.Encryption.Status.Should().Be(EncryptionStatus.NotDecryptable));
        }

        desk.Store.OnRead = _ => throw new IOException($"@p0='{Support}'");
        await FluentActions.Awaiting(() => OpenAsync(Support, mail, _ => { })).Should().ThrowAsync<IOException>();
        await CheckHealthAsync();
        desk.Store.OnRead = row => row;
        byte[] signed = new CustomerMail(Customers.Alice) { Text = Canaries.Question }.ToBytes();
        desk.Cache.OnRead = row => row with { Address = "mallory@customer.example" };
        await OpenAsync(Support, signed, _ => { });
        desk.Cache.OnRead = row => row;
        desk.Cache.IsDown = true;
        await OpenAsync(Support, signed, opened => opened.Harvest.Status.Should().Be(HarvestStatus.Deferred));
        await FluentActions.Awaiting(() => ComposeAsync(Draft(Canaries.Answer), context, ReplyProtection.Encrypt)).Should().ThrowAsync<IOException>();
        desk.Cache.IsDown = false;
        desk.Audit.IsDown = true;
        await OpenAsync(Support, mail, opened => opened.Encryption.Status.Should().Be(EncryptionStatus.Decrypted));
        await FluentActions.Awaiting(() => ComposeAsync(Draft(Canaries.Answer), context, ReplyProtection.Sign)).Should().ThrowAsync<IOException>();
        desk.Audit.IsDown = false;
    }

    private async Task EndAsync()
    {
        await desk.Signers.ForgetAsync(Alice, CancellationToken.None);
        (await desk.Credentials.DestroyKeyAsync(Support, _own.Sha256, CancellationToken.None)).Should().Be(CredentialChange.Done);
        (await desk.Credentials.ValidateAsync(Support, _own.Sha256, CancellationToken.None)).Status.Should().Be(CredentialValidationStatus.KeyDestroyed);
        await desk.Credentials.DeleteAsync(Support, _next.Sha256, CancellationToken.None);
    }

    private Task<HealthReport> CheckHealthAsync() => desk.Get<HealthCheckService>().CheckHealthAsync();

    private async Task<ReplyContext> OpenAsync(string mailbox, byte[] mail, Action<OpenedMessage> check)
    {
        using OpenedMessage opened = await desk.Opener.OpenAsync(new MemoryStream(mail), mailbox, CancellationToken.None);
        check(opened);
        return ReplyContext.FromJson(opened.ReplyContext.ToJson());
    }

    private async Task<byte[]> SendAsync(string from, ReplyContext context, string text, ReplyProtection protection)
    {
        context.MailboxAddress.Should().Be(from);
        using ComposedReply reply = await ComposeAsync(Draft(text) with { AllowPlaintextReply = true }, context, protection);
        return ReplyCase.Bytes(reply.Messages.Single().Message);
    }

    private Task<ComposedReply> ComposeAsync(ReplyDraft draft, ReplyContext context, ReplyProtection protection) =>
        desk.Composer.ComposeAsync(draft, context, protection, CancellationToken.None);

    private static ReplyDraft Draft(string text) => new()
    {
        TextBody = text,
        Subject = Canaries.HeldSubject,
        Attachments = [new DraftAttachment(Canaries.FileName + ".txt", "text/plain", Encoding.ASCII.GetBytes(Canaries.FileContent))],
    };
}
