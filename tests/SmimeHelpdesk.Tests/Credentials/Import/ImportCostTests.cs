using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Credentials.Import;

/// <summary>What a hostile file may cost.</summary>
[Collection(CpuTime.Name)]
public sealed class ImportCostTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(250);

    public static TheoryData<string> Files => [.. HostileFiles.All.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void Import_HostileFile_IsATypedStatusSoon(string name)
    {
        byte[] file = HostileFiles.All[name].File();
        CredentialImportResult? result = null;

        long allocated = AllocatedMemory.Measure(() => ImportMaterial.Import(file, "geheim"));
        TimeSpan taken = CpuTime.Measure(Bound, () => result = ImportMaterial.Import(file, "geheim"));

        allocated.Should().BeLessThan(AllocatedMemory.AllowedFor(file.Length));
        file.Length.Should().BeLessThanOrEqualTo(SmimeLimits.Default.MaximumImportSize);
        result!.Status.Should().BeOneOf(HostileFiles.All[name].Status);
        result.Credentials.Should().BeEmpty();
        taken.Should().BeLessThan(Bound);
    }

    [Fact]
    public void Import_TenThousandCertificatesInSeveralFiles_IsRefusedSoon()
    {
        ReadOnlyMemory<byte>[] files = [.. Enumerable.Range(0, 20).Select(_ => (ReadOnlyMemory<byte>)HostileFiles.All["10,000 certificates"].File())];
        CredentialImportResult? result = null;

        TimeSpan taken = CpuTime.Measure(Bound, () => result = MailboxCredentialImporter.Import(files, null, ImportMaterial.AtNow));

        files.Sum(file => file.Length).Should().BeGreaterThan(10_000 * ImportMaterial.EllipticCurve.Certificate.RawData.Length);
        result!.Status.Should().Be(CredentialImportStatus.LimitExceeded);
        taken.Should().BeLessThan(Bound);
    }
}
