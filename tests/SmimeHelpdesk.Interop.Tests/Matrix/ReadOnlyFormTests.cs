using SmimeHelpdesk.Interop.Tests.Desk;
using SmimeHelpdesk.Interop.Tests.Peers;

namespace SmimeHelpdesk.Interop.Tests.Matrix;

/// <summary>The rows that the library reads and never writes, whatever a customer's program asks for.</summary>
public sealed class ReadOnlyFormTests
{
    [Fact]
    public async Task Compose_CustomerThatNamesTripleDesOnly_GetsAes()
    {
        byte[] mail = await OurMail.ComposeAsync(Forms.Of(Forms.TripleDes));

        HelpDesk customer = await HelpDesk.OpenAsync(People.Of(People.Customer, KeyKind.Rsa));
        using OpenedMessage opened = await customer.ReceiveAsync(mail, People.Customer);
        opened.Encryption.ContentAlgorithm.Should().Be("AES-256-CBC");
    }

    [Fact]
    public async Task Compose_SignedAndEncrypted_HasNoSignatureAroundIt() =>
        MailFraming.Outermost(await OurMail.ComposeAsync(Forms.Of(Forms.Triple)))!.IsSigned.Should().BeFalse();
}
