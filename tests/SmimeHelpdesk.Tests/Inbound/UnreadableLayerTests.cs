using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Inbound;

namespace SmimeHelpdesk.Tests.Inbound;

public sealed class UnreadableLayerTests
{
    [Theory]
    [InlineData("application/pkcs7-mime; smime-type=signed-data", "SignedData")]
    [InlineData("application/pkcs7-mime; smime-type=Signed-Receipt", "SignedData")]
    [InlineData("application/pkcs7-signature", "SignedData")]
    [InlineData("application/x-pkcs7-signature", "SignedData")]
    [InlineData("application/octet-stream; name=\"smime.P7S \"", "SignedData")]
    [InlineData("application/octet-stream; name=a.p7m\nContent-Disposition: attachment; filename=a.p7s", "SignedData")]
    [InlineData("application/pkcs7-mime; smime-type=certs-only", "CompressedData")]
    [InlineData("application/pkcs7-mime; smime-type=compressed-data", "CompressedData")]
    [InlineData("application/pkcs7-mime; name=smime.p7c", "CompressedData")]
    [InlineData("application/pkcs7-mime; name=smime.p7z", "CompressedData")]
    [InlineData("application/pkcs7-mime; smime-type=enveloped-data", "EnvelopedData")]
    [InlineData("application/pkcs7-mime; name=smime.p7m", "EnvelopedData")]
    [InlineData("application/pkcs7-mime", "EnvelopedData")]
    public void LabelOf_WhatCannotBeRead_IsWhatItsLabelsSay(string contentType, string kind) =>
        UnreadableLayer.LabelOf(Mail.Parse($"Content-Type: {contentType}\n\nx")).ToString().Should().Be(kind);

    [Theory]
    [InlineData("application/pkcs7-mime; smime-type=enveloped-data", true)]
    [InlineData("application/pkcs7-mime; smime-type=signed-data", false)]
    [InlineData("text/plain", false)]
    [InlineData("multipart/signed; boundary=b; protocol=\"application/pkcs7-signature\"", false)]
    public void PastLimit_AnyMessage_SaysThatContentIsMissing(string contentType, bool isEncrypted)
    {
        UnwrappedMessage unwrapped = UnreadableLayer.PastLimit(Mail.Parse($"Content-Type: {contentType}\n\nx"));

        unwrapped.Layers.Should().ContainSingle();
        unwrapped.Payload.Should().BeSameAs(unwrapped.Message);
        unwrapped.Encryption?.Reason.Should().Be(EncryptionReason.LimitExceeded);
        (unwrapped.Encryption is not null).Should().Be(isEncrypted);
        unwrapped.IsCutShort.Should().Be(!isEncrypted);
    }
}
