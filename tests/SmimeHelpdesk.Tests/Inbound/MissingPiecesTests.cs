using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Harvest;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Inbound;

public sealed class MissingPiecesTests
{
    private static readonly KeyedIdentity Mailbox = SharedIdentities.Desk("RSA-2048");

    private static readonly byte[] Encrypted = ForgedMail.Encrypted(ForgedEnvelope.For("AES-256-CBC", ForgedMail.Entity, ForgedRecipient.KeyTransport(Mailbox)).Encode());

    [Fact]
    public async Task Missing_ValidMail_IsEmpty()
    {
        using OpenedMessage opened = await new Desk().OpenAsync(new CustomerMail(Customers.Alice).ToBytes());

        opened.Missing.CanHelp.Should().BeFalse();
        (opened.Missing.Recipients.Count, opened.Missing.TriedCredentials.Count, opened.Missing.Issuer, opened.Missing.TriedAnchors).Should().Be((0, 0, null, null));
    }

    [Fact]
    public async Task Missing_NoKey_NamesWhomItIsEncryptedTo()
    {
        Desk desk = await Desk.WithAsync(null, SharedIdentities.Desk("P-256"));
        using OpenedMessage opened = await desk.OpenAsync(Encrypted);

        opened.Missing.Pieces.Should().Equal(MissingPiece.Key);
        opened.Missing.Recipients.Should().Equal(new MissingRecipient("CN=Test Issuing CA", Convert.ToHexString(Mailbox.Certificate.SerialNumber.Span), null));
        opened.Missing.TriedCredentials.Should().Equal(SharedIdentities.Desk("P-256").Certificate.Sha256);
    }

    [Fact]
    public async Task Missing_NoKeyByKeyIdentifier_NamesTheIdentifier()
    {
        byte[] mail = ForgedMail.Encrypted(ForgedEnvelope.For("AES-256-CBC", ForgedMail.Entity, ForgedRecipient.KeyTransport(Mailbox, byKeyIdentifier: true)).Encode());
        using OpenedMessage opened = await new Desk().OpenAsync(mail);

        opened.Missing.Recipients.Should().Equal(new MissingRecipient(null, null, Convert.ToHexString(Mailbox.Certificate.Extensions.SubjectKeyIdentifier.Span)));
    }

    [Fact]
    public async Task Missing_MoreRecipientsThanFit_AreCut()
    {
        Func<byte[], byte[]>[] recipients = [.. Enumerable.Range(0, 40).Select(_ => ForgedRecipient.KeyTransport(Mailbox.Renewed()))];
        using OpenedMessage opened = await new Desk().OpenAsync(ForgedMail.Encrypted(ForgedEnvelope.For("AES-256-CBC", ForgedMail.Entity, recipients).Encode()));

        opened.Missing.Recipients.Should().HaveCount(16);
    }

    [Fact]
    public async Task Missing_UntrustedIssuer_NamesTheIssuer()
    {
        using OpenedMessage opened = await new Desk().OpenAsync(new CustomerMail(Customers.Issue(subject => subject, Customers.Strangers)).ToBytes());

        opened.Missing.Pieces.Should().Equal(MissingPiece.Issuer);
        opened.Missing.Issuer.Should().Be("CN=Strange Root CA");
        opened.Missing.TriedAnchors.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task Missing_SignerCertificateLeftOut_IsSaid()
    {
        using OpenedMessage opened = await new Desk().OpenAsync(new CustomerMail(Customers.Alice) { HasCertificates = false }.ToBytes());

        opened.Signature.Reason.Should().Be(SignatureReason.SignerCertificateMissing);
        opened.Missing.Pieces.Should().Equal(MissingPiece.SignerCertificate);
    }

    [Fact]
    public async Task Missing_KeyThatDoesNotOpen_IsSaid()
    {
        Desk desk = await Desk.WithAsync(null, Mailbox);
        var rows = new InMemoryMailboxCredentialStore();
        foreach (StoredCredential row in await RowsAsync(desk))
        {
            await rows.SaveAsync(row with { Revision = 0 }, default);
        }

        var credentials = new MailboxCredentialManager(rows, new AesGcmCredentialProtector(new byte[32]), null, desk.Time);
        var opener = new SmimeMessageOpener(credentials, desk.Cache, new FixedTrustAnchors(TrustAnchors.None), null, desk.Time);
        using OpenedMessage opened = await opener.OpenAsync(new MemoryStream(Encrypted), Desk.Address, default);

        opened.Missing.Pieces.Should().Equal(MissingPiece.KeyAccess);
    }

    public static TheoryData<string> Hopeless => ["altered", "other From", "expired stranger", "unsigned"];

    [Theory]
    [MemberData(nameof(Hopeless))]
    public async Task Missing_WhatNothingCanHeal_IsEmpty(string situation)
    {
        byte[] mail = situation switch
        {
            "altered" => new CustomerMail(Customers.Issue(subject => subject, Customers.Strangers)).Altered(),
            "other From" => new CustomerMail(Customers.Issue(subject => subject, Customers.Strangers)) { From = "bob@customer.example" }.ToBytes(),
            "expired stranger" => new CustomerMail(Customers.Issue(subject => subject with { NotAfter = TestAuthority.Now.AddDays(-1) }, Customers.Strangers)).ToBytes(),
            _ => Mail.Crlf("From: alice@customer.example\n\nHello\n"),
        };
        using OpenedMessage opened = await new Desk().OpenAsync(mail);

        opened.Missing.CanHelp.Should().BeFalse();
    }

    [Fact]
    public async Task FromJson_WhatToJsonHasWritten_IsEqual()
    {
        using OpenedMessage encrypted = await new Desk().OpenAsync(Encrypted);
        using OpenedMessage stranger = await new Desk().OpenAsync(new CustomerMail(Customers.Issue(subject => subject, Customers.Strangers)).ToBytes());
        foreach (MissingPieces missing in new[] { encrypted.Missing, stranger.Missing })
        {
            MissingPieces read = MissingPieces.FromJson(missing.ToJson());
            read.Should().Be(missing);
            read.GetHashCode().Should().Be(missing.GetHashCode());
            (missing with { TriedCredentials = ["x"] }).Should().NotBe(missing);
            (missing with { Pieces = [] }).Should().NotBe(missing);
            (missing with { Recipients = [new MissingRecipient("x", null, null)] }).Should().NotBe(missing);
            (missing with { ReceivedAt = missing.ReceivedAt.AddTicks(1) }).Should().NotBe(missing);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"Version":1,"MailboxAddress":null}""")]
    [InlineData("""{"Version":2,"MailboxAddress":"a@b.example"}""")]
    [InlineData("""{"Version":1,"MailboxAddress":"a@b.example","Pieces":["Unheard"]}""")]
    public void FromJson_SomethingElse_IsRefused(string json) =>
        FluentActions.Invoking(() => MissingPieces.FromJson(json)).Should().Throw<ArgumentException>();

    [Fact]
    public void FromJson_TenantAndLists_AreWhatTheyWere()
    {
        var missing = new MissingPieces
        {
            Tenant = "acme",
            MailboxAddress = Desk.Address,
            Pieces = [MissingPiece.Key],
            Recipients = [new MissingRecipient("CN=Issuing", "01", null)],
            TriedCredentials = ["00"],
        };

        MissingPieces read = MissingPieces.FromJson(missing.ToJson());

        (read.Tenant, read.Pieces.Single(), read.Recipients.Single(), read.TriedCredentials.Single()).Should().Be(("acme", MissingPiece.Key, missing.Recipients[0], "00"));
        read.Should().NotBe(missing with { Tenant = string.Empty });
        (missing with { Tenant = null! }).Tenant.Should().BeEmpty();
    }

    // The desk's key is under another host key than the manager that reads it.
    private static async Task<IReadOnlyList<StoredCredential>> RowsAsync(Desk desk)
    {
        var rows = new InMemoryMailboxCredentialStore();
        var manager = new MailboxCredentialManager(rows, new AesGcmCredentialProtector([.. Enumerable.Repeat((byte)7, 32)]), null, desk.Time);
        using MailboxCredential credential = Mailbox.ToCredential();
        await manager.SaveAsync(Desk.Address, [credential], default);
        return await rows.ListAsync(Desk.Address, default);
    }
}
