using System.Text;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials.Import;

/// <summary>What a certificate calls an address is offered as one only when it can be shown.</summary>
public sealed class ImportAddressTests
{
    [Theory]
    [InlineData("support@desk.example\r\nBcc: mallory@elsewhere.example")]
    [InlineData("support@desk.example\0.elsewhere.example")]
    [InlineData("\u202Eelpmaxe.ksed@troppus")]
    [InlineData("support@desk.example\u2028")]
    public void Import_AddressWithHiddenCharacters_IsNotOffered(string hostile)
    {
        using MailboxCredential credential = Import(hostile, Desk.Address).Credentials.Single();

        credential.Addresses.Should().Equal(Desk.Address);
    }

    [Fact]
    public async Task Import_NoOtherAddress_SaysThatThereIsNone()
    {
        CredentialImportResult result = Import("support@desk.example\n");

        result.Findings.Should().Contain(CredentialFinding.NoMailAddress);
        MailboxCredentialManager manager = MailboxCredentialManager.InMemory(new ManualTime(TestAuthority.Now));
        await manager.SaveAsync(Desk.Address, result.Credentials, CancellationToken.None);
        MailboxCredentialInfo info = (await manager.ListAsync(Desk.Address, CancellationToken.None)).Single();
        info.Addresses.Should().BeEmpty();
        info.Findings.Should().Contain(CredentialFinding.NoMailAddress);
    }

    private static CredentialImportResult Import(params string[] addresses)
    {
        var plan = CertificatePlan.Leaf(null) with { AlternativeNames = [.. addresses.Select(Name)] };
        KeyedIdentity identity = KeyedIdentity.Of(plan.Make());
        return ImportMaterial.Import(identity.CertificatePem + "\n" + identity.KeyPem);
    }

    // SmtpUTF8Mailbox (RFC 9598) where ASCII does not suffice.
    private static GeneralName Name(string address) => Ascii.IsValid(address)
        ? new GeneralName(GeneralName.Rfc822Name, address)
        : new GeneralName(GeneralName.OtherName, new OtherName(new DerObjectIdentifier("1.3.6.1.5.5.7.8.9"), new DerUtf8String(address)));
}
