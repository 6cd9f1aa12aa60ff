using System.Globalization;
using System.Text;

namespace SmimeHelpdesk.Interop.Tests.Peers;

/// <summary>A program's files, which go away with it.</summary>
internal sealed class PeerFolder : IDisposable
{
    private readonly Dictionary<string, string> _texts = [];
    private int _files;

    public string Path { get; } = Directory.CreateTempSubdirectory("peer").FullName;

    public string Root => Write(Person.RootPem);

    public string Issuing => Write(Person.IssuingPem);

    public string Certificate(Person person) => Write(person.CertificatePem);

    public string Key(Person person) => Write(person.KeyPem);

    /// <summary>A new file.</summary>
    public string Write(byte[] octets)
    {
        string path = New();
        File.WriteAllBytes(path, octets);
        return path;
    }

    /// <summary>The file of a text, which is written once.</summary>
    public string Write(string text)
    {
        if (!_texts.TryGetValue(text, out string? path))
        {
            _texts[text] = path = Write(Encoding.ASCII.GetBytes(text));
        }

        return path;
    }

    /// <summary>The name of a file that is yet to be written.</summary>
    public string New() => System.IO.Path.Combine(Path, (++_files).ToString(CultureInfo.InvariantCulture));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
