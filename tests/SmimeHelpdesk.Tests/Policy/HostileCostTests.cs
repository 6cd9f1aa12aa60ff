using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Policy;

/// <summary>A megabyte of mail made to cost, for every bound: the front door answers within a quarter of a second of one processor, and within bounded memory.</summary>
[Collection(CpuTime.Name)]
public sealed class HostileCostTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Allowed = TimeSpan.FromMilliseconds(250);
    private static readonly Lazy<Desk> Door = new(() =>
    {
        var desk = new Desk(anchors: TrustAnchors.FromCertificates([TestAuthority.Root.Certificate, ManyNames.Root.Certificate]));
        desk.AddAsync(SharedIdentities.Desk("RSA-4096"), SharedIdentities.Desk("P-521"), SharedIdentities.Desk("brainpoolP512r1"), SharedIdentities.Desk("ML-KEM-1024")).GetAwaiter().GetResult();
        return desk;
    });

    public static TheoryData<string> Names => [.. HostileMails.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void OpenAsync_Bomb_CostsLittle(string name)
    {
        byte[] mail = HostileMails.All[name]();

        long allocated = AllocatedMemory.Measure(() => Open(mail));
        TimeSpan taken = CpuTime.Measure(Allowed, () => Open(mail));

        output.WriteLine($"{name}: {mail.Length} octets, {taken.TotalMilliseconds:F0} ms, {allocated >> 20} MiB");
        taken.Should().BeLessThan(Allowed);
        allocated.Should().BeLessThan(AllocatedMemory.AllowedFor(mail.Length));
    }

    [Theory]
    [InlineData("same-named CAs")]
    [InlineData("huge keys")]
    [InlineData("many signers")]
    [InlineData("many recipients")]
    [InlineData("deep BER")]
    [InlineData("deep MIME")]
    [InlineData("bombs")]
    [InlineData("slow KDF")]
    [InlineData("many SANs")]
    public void Bombs_EachKnownWayToCost_AreAmongThem(string way) =>
        HostileMails.All.Keys.Should().Contain(name => name.StartsWith(way + ": ", StringComparison.Ordinal));

    // What is refused at the door would cost nothing, and show nothing.
    [Theory]
    [InlineData("many SANs: alternative names", SignatureStatus.Valid, SignatureReason.None, EncryptionReason.None)]
    [InlineData("many SANs: alternative names below constraints", SignatureStatus.Indeterminate, SignatureReason.LimitExceeded, EncryptionReason.None)]
    [InlineData("many SANs: too many alternative names", SignatureStatus.Indeterminate, SignatureReason.LimitExceeded, EncryptionReason.None)]
    [InlineData("deep MIME: parts in parts, signed", SignatureStatus.Indeterminate, SignatureReason.LimitExceeded, EncryptionReason.None)]
    [InlineData("slow KDF: password recipients of huge counts", SignatureStatus.Unsigned, SignatureReason.None, EncryptionReason.NoMatchingKey)]
    public async Task OpenAsync_Bomb_IsJudgedAsFarAsTheLimitsGo(string name, SignatureStatus status, SignatureReason reason, EncryptionReason encryption)
    {
        using OpenedMessage opened = await Door.Value.OpenAsync(HostileMails.All[name]());

        (opened.Signature.Status, opened.Signature.Reason, opened.Encryption.Reason).Should().Be((status, reason, encryption));
    }

    private static void Open(byte[] mail) => Door.Value.OpenAsync(mail).GetAwaiter().GetResult().Dispose();
}
