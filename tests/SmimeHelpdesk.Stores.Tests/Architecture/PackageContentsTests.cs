using System.IO.Compression;
using System.Reflection.Metadata;
using System.Xml.Linq;
using SmimeHelpdesk.Stores.Tests.Engines;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Stores.Tests.Architecture;

/// <summary>Looks into what <c>dotnet pack -c Release -o artifacts</c> has made of the packages beside the library.</summary>
public sealed class PackageContentsTests
{
    private static readonly string Version = typeof(Mailbox).Assembly.GetName().Version!.ToString(3);

    public static TheoryData<string> Packages => ["SmimeHelpdesk.DataProtection", "SmimeHelpdesk.EntityFrameworkCore", "SmimeHelpdesk.Testing"];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_ItsFilesAndNuspec_AreWhatARegistryShows(string id)
    {
        using ZipArchive package = Open(id, "nupkg");
        using Stream nuspec = package.GetEntry(id + ".nuspec")!.Open();
        XElement metadata = XDocument.Load(nuspec).Root!.Elements().Single();

        Value(metadata, "license").Should().Be("MIT");
        Value(metadata, "readme").Should().Be("README.md");
        Value(metadata, "description").Should().Contain("SmimeHelpdesk");
        Dependencies(metadata).Should().Contain(("SmimeHelpdesk", Version)).And.NotContain(dependency => dependency.Id.Contains("Sqlite") || dependency.Id.Contains("Npgsql"));
        package.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("lib/", StringComparison.Ordinal))
            .Should().BeEquivalentTo($"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml");
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Symbols_OfAPackage_NameNoFolderOfTheBuildingMachine(string id)
    {
        using ZipArchive symbols = Open(id, "snupkg");
        using Stream pdb = symbols.GetEntry($"lib/net10.0/{id}.pdb")!.Open();
        using var seekable = new MemoryStream();
        pdb.CopyTo(seekable);
        seekable.Position = 0;
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(seekable);
        MetadataReader reader = provider.GetMetadataReader();

        reader.Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name))
            .Where(name => !name.StartsWith("/_", StringComparison.Ordinal)).Should().BeEmpty();
    }

    private static ZipArchive Open(string id, string extension)
    {
        string file = Repository.PathOf($"artifacts/{id}.{Version}.{extension}");
        TestDatabases.Require(File.Exists(file), $"no package in artifacts; make it with CI=true dotnet pack src/{id} -c Release -o artifacts");
        return ZipFile.OpenRead(file);
    }

    private static IEnumerable<(string Id, string Version)> Dependencies(XElement metadata) =>
        metadata.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => ((string)element.Attribute("id")!, (string)element.Attribute("version")!));

    private static string Value(XElement metadata, string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
}
