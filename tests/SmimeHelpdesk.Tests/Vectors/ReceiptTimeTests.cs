using System.Globalization;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>Valid when received, valid now: both are kept.</summary>
public sealed class ReceiptTimeTests
{
    private static readonly DateTimeOffset Received = TestAuthority.Now;

    [Fact]
    public async Task OpenAsync_ExpiredSinceReceipt_KeepsTheVerdictAndSaysSo()
    {
        using OpenedMessage opened = await OpenAsync(VectorPki.Leaf() with { NotAfter = Received.AddDays(1) }, TimeSpan.FromDays(2), Received);

        opened.Signature.Status.Should().Be(SignatureStatus.Valid);
        opened.Signature.PathWhenReceived!.Status.Should().Be(SignatureStatus.Valid);
        opened.Signature.PathWhenReceived.At.Should().Be(Received);
        opened.Signature.PathNow!.At.Should().Be(Received.AddDays(2));
        opened.Signature.PathNow.Status.Should().Be(SignatureStatus.Indeterminate);
        opened.Signature.PathNow.Findings[0].Reason.Should().Be(SignatureReason.CertificateExpired);
        opened.Summary.ToString(CultureInfo.InvariantCulture).Should().EndWith("valid");
        opened.Summary.Explain(CultureInfo.InvariantCulture).Should().Contain("The certificate was valid when the mail was received, and is not any more: certificate expired.");
        opened.ReplyContext.ReceivedAt.Should().Be(Received);
    }

    [Fact]
    public async Task OpenAsync_NotValidYetAtReceipt_IsNotMendedByTime()
    {
        using OpenedMessage opened = await OpenAsync(VectorPki.Leaf() with { NotBefore = Received.AddDays(1) }, TimeSpan.FromDays(2), Received);

        opened.Signature.Reason.Should().Be(SignatureReason.CertificateNotYetValid);
        opened.Signature.PathWhenReceived!.Status.Should().Be(SignatureStatus.Indeterminate);
        opened.Signature.PathNow!.Status.Should().Be(SignatureStatus.Valid);
    }

    [Fact]
    public async Task OpenAsync_ReceiptInTheFuture_CountsAsNow()
    {
        using OpenedMessage opened = await OpenAsync(VectorPki.Leaf() with { NotBefore = Received.AddDays(1) }, TimeSpan.Zero, Received.AddDays(2));

        opened.Signature.Reason.Should().Be(SignatureReason.CertificateNotYetValid);
        opened.Signature.JudgedAt.Should().Be(Received);
    }

    [Fact]
    public async Task OpenAsync_AtReceipt_BothPathsAreOne()
    {
        using OpenedMessage opened = await OpenAsync(VectorPki.Leaf(), TimeSpan.Zero, Received);

        opened.Signature.PathNow!.At.Should().Be(Received);
        opened.Signature.PathNow.Status.Should().Be(SignatureStatus.Valid);
        opened.Signature.PathNow.Findings.Should().BeEmpty();
        opened.Summary.Explain(CultureInfo.InvariantCulture).Should().NotContain(sentence => sentence.Contains("any more"));
    }

    private static async Task<OpenedMessage> OpenAsync(CertificatePlan leaf, TimeSpan later, DateTimeOffset receivedAt)
    {
        var desk = new Desk(anchors: VectorPki.Anchors);
        desk.Time.Now += later;
        return await desk.Opener.OpenAsync(new MemoryStream(VectorMail.By(leaf)), Desk.Address, receivedAt, CancellationToken.None);
    }
}
