using System.IO.Compression;
using System.Reflection.Metadata;
using System.Xml.Linq;
using SmimeHelpdesk.Tests.Interop;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Package;

/// <summary>Looks into what <c>dotnet pack src/SmimeHelpdesk -c Release -o artifacts</c> has made.</summary>
public sealed class PackageTests
{
    private static readonly string[] Dependencies =
    [
        "BouncyCastle.Cryptography",
        "Microsoft.Extensions.DependencyInjection.Abstractions",
        "Microsoft.Extensions.Diagnostics.HealthChecks.Abstractions",
        "Microsoft.Extensions.Logging.Abstractions",
        "Microsoft.Extensions.Options",
        "MimeKit",
        "System.Security.Cryptography.Pkcs",
    ];

    [Fact]
    public void Nuspec_OfThePackage_HasWhatARegistryShows()
    {
        using ZipArchive package = Open("nupkg");
        XElement metadata = Nuspec(package);

        Value(metadata, "id").Should().Be("SmimeHelpdesk");
        Value(metadata, "license").Should().Be("MIT");
        Value(metadata, "readme").Should().Be("README.md");
        Value(metadata, "authors").Should().Be("SmimeHelpdesk contributors");
        Value(metadata, "description").Should().Contain("S/MIME");
        Value(metadata, "tags").Should().Contain("smime");
        package.GetEntry("README.md")!.Length.Should().Be(new FileInfo(Repository.PathOf("README.md")).Length);
    }

    [Fact]
    public void Nuspec_OfThePackage_AsksForTheTestedVersionsOrNewer()
    {
        using ZipArchive package = Open("nupkg");
        Dictionary<string, string> tested = XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(item => (string)item.Attribute("Include")!, item => (string)item.Attribute("Version")!);

        Nuspec(package).Descendants().Where(element => element.Name.LocalName == "dependency")
            .Select(element => (Id: (string)element.Attribute("id")!, Version: (string)element.Attribute("version")!))
            .Should().BeEquivalentTo(Dependencies.Select(id => (Id: id, Version: tested[id])));
    }

    [Fact]
    public void Files_OfThePackage_AreTheLibraryAndItsDocumentation()
    {
        using ZipArchive package = Open("nupkg");

        package.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("lib/", StringComparison.Ordinal))
            .Should().BeEquivalentTo("lib/net10.0/SmimeHelpdesk.dll", "lib/net10.0/SmimeHelpdesk.xml", "lib/net10.0/de/SmimeHelpdesk.resources.dll");
    }

    [Fact]
    public void Symbols_OfThePackage_NameNoFolderOfTheBuildingMachine()
    {
        using ZipArchive symbols = Open("snupkg");
        using Stream pdb = symbols.GetEntry("lib/net10.0/SmimeHelpdesk.pdb")!.Open();
        using var seekable = new MemoryStream();
        pdb.CopyTo(seekable);
        seekable.Position = 0;
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(seekable);
        MetadataReader reader = provider.GetMetadataReader();

        reader.Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name))
            .Where(name => !name.StartsWith("/_", StringComparison.Ordinal)).Should().BeEmpty();
    }

    private static ZipArchive Open(string extension)
    {
        string file = Repository.PathOf($"artifacts/SmimeHelpdesk.{LibraryVersion}.{extension}");
        PeerProgram.RequireThat(File.Exists(file), "no package in artifacts; make it with CI=true dotnet pack src/SmimeHelpdesk -c Release -o artifacts");
        return ZipFile.OpenRead(file);
    }

    private static string LibraryVersion => typeof(Mailbox).Assembly.GetName().Version!.ToString(3);

    private static XElement Nuspec(ZipArchive package)
    {
        using Stream nuspec = package.GetEntry("SmimeHelpdesk.nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single();
    }

    private static string Value(XElement metadata, string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
}
