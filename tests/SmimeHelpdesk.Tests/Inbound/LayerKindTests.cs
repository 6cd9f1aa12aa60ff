using SmimeHelpdesk.Inbound;

namespace SmimeHelpdesk.Tests.Inbound;

public sealed class LayerKindTests
{
    [Theory]
    [InlineData("application/pkcs7-mime", true)]
    [InlineData("application/x-pkcs7-mime", true)]
    [InlineData("application/pkcs7-signature", true)]
    [InlineData("application/x-pkcs7-signature", true)]
    [InlineData("application/octet-stream; name=smime.p7m", true)]
    [InlineData("application/octet-stream; name=\"SMIME.P7S \"", true)]
    [InlineData("application/octet-stream; name=smime.p7c", true)]
    [InlineData("application/x-unknown; name=smime.p7z", true)]
    [InlineData("application/binary; name=smime.p7m", true)]
    [InlineData("application/octet-stream\nContent-Disposition: attachment; filename=smime.p7m", true)]
    [InlineData("application/octet-stream; name=a.p7m\nContent-Disposition: attachment; filename=a.pdf", false)]
    [InlineData("application/octet-stream; name=a.p7b", false)]
    [InlineData("application/octet-stream; name=p7m.txt", false)]
    [InlineData("application/octet-stream", false)]
    [InlineData("application/pdf; name=smime.p7m", false)]
    [InlineData("text/plain; name=smime.p7m", false)]
    public void Of_APart_IsALayerByItsLabelOrItsName(string contentType, bool isLayer) =>
        LayerKinds.Of(Mail.Parse($"Content-Type: {contentType}\n\nx")).Should().Be(isLayer ? LayerKind.Cms : LayerKind.None);

    [Theory]
    [InlineData("application/pkcs7-signature", true)]
    [InlineData("application/x-pkcs7-signature", true)]
    [InlineData("application/octet-stream; name=smime.p7s", true)]
    [InlineData("application/octet-stream; name=a.bin", false)]
    [InlineData("text/plain; name=smime.p7s", false)]
    [InlineData("application/pkcs7-mime", false)]
    public void IsSignaturePart_APart_IsOneByItsLabelOrItsName(string contentType, bool isSignature) =>
        LayerKinds.IsSignaturePart(Mail.Parse($"Content-Type: {contentType}\n\nx")).Should().Be(isSignature);

    [Theory]
    [InlineData("; protocol=\"application/pkcs7-signature\"", "text/plain", true)]
    [InlineData("; protocol=\"application/X-PKCS7-Signature\"", "application/pkcs7-signature", true)]
    [InlineData("", "application/pkcs7-signature", true)]
    [InlineData("; protocol=nonsense", "application/pkcs7-signature", true)]
    [InlineData("; protocol=\"application/PGP-signature\"", "application/pkcs7-signature", false)]
    [InlineData("; protocol=\"application/pgp-signature\"", "application/pgp-signature", false)]
    [InlineData("", "text/plain", false)]
    public void Of_MultipartSigned_IsALayerByItsProtocolOrItsSecondPart(string protocol, string second, bool isLayer) =>
        LayerKinds.Of(Signed(protocol, "--b\n\nx\n", $"--b\nContent-Type: {second}\n\ny\n")).Should().Be(isLayer ? LayerKind.Detached : LayerKind.None);

    [Fact]
    public void Of_MultipartSignedWithoutASecondPart_IsALayerOnlyByItsProtocol()
    {
        const string alone = "--b\nContent-Type: application/pkcs7-signature\n\nx\n";

        LayerKinds.Of(Signed(string.Empty, alone)).Should().Be(LayerKind.None);
        LayerKinds.Of(Signed("; protocol=\"application/pkcs7-signature\"", alone)).Should().Be(LayerKind.Detached);
    }

    private static ParsedEntity Signed(string protocol, params string[] parts) =>
        Mail.Parse($"Content-Type: multipart/signed; boundary=b{protocol}\n\n{string.Concat(parts)}--b--\n");
}
