using SmimeHelpdesk.Interop.Tests.Matrix;
using SmimeHelpdesk.Interop.Tests.Programs;

namespace SmimeHelpdesk.Interop.Tests.Docs;

public sealed class MatrixDocumentTests
{
    [Fact]
    public async Task Document_EqualsTheMatrix()
    {
        if (Environment.GetEnvironmentVariable("SMIME_WRITE_DOCS") == "1")
        {
            MatrixDocument.Write(MatrixDocument.Render(await MatrixDocument.AskVersionsAsync()));
        }

        // Versions differ from machine to machine.
        MatrixDocument.Read().Should().Be(MatrixDocument.Render(MatrixDocument.WrittenVersions()));
    }

    [Fact]
    public void Limits_OfEachProgram_AreOfCellsThatExist()
    {
        foreach (PeerDescription peer in PeerCatalog.All)
        {
            peer.Limits.Select(limit => (limit.Direction, limit.Form)).Should().OnlyHaveUniqueItems(peer.Name);
            peer.Limits.Select(limit => Forms.Of(limit.Form)).Should().NotContainNulls(peer.Name);
        }
    }

    [Fact]
    public void Programs_EachHasItsTests()
    {
        IEnumerable<PeerDescription> tested = typeof(PeerTests).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PeerTests)))
            .Select(type => ((PeerTests)Activator.CreateInstance(type, new RunningPeer())!).Program);

        tested.Should().BeEquivalentTo(PeerCatalog.All, options => options.ComparingByValue<PeerDescription>());
    }
}
