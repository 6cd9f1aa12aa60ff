using System.Text;
using SmimeHelpdesk.Interop.Tests.Peers;
using SmimeHelpdesk.Tests.Interop;

namespace SmimeHelpdesk.Interop.Tests.Programs;

/// <summary>A certificate database of NSS that trusts the tests' root.</summary>
internal sealed class NssDatabase(string folder)
{
    private readonly HashSet<string> _known = [];

    /// <summary>Its name for NSS's tools.</summary>
    public string Name => "sql:" + folder;

    public static async Task<NssDatabase> CreateAsync(string folder)
    {
        PeerProgram.Require("certutil");
        var database = new NssDatabase(folder);
        await database.RunAsync("certutil", "-N", "--empty-password");
        await database.AddAsync("root", Person.RootPem, "CT,C,C");
        await database.AddAsync("issuing", Person.IssuingPem, ",,");
        return database;
    }

    /// <summary>Knows a person's certificate from now on, by their <see cref="Person.Name"/>.</summary>
    public async Task AddAsync(Person person)
    {
        if (_known.Add(person.Name))
        {
            await AddAsync(person.Name, person.CertificatePem, ",,");
        }
    }

    /// <summary>Has a person's key from now on. The certificate comes first, or it would have another name.</summary>
    public async Task AddKeyAsync(Person person)
    {
        await AddAsync(person);
        if (_known.Add("key of " + person.Name))
        {
            string file = Path.Combine(folder, person.Name + ".p12");
            await File.WriteAllBytesAsync(file, person.Pkcs12());
            await RunAsync("pk12util", "-i", file, "-W", Person.Password, "-K", string.Empty);
        }
    }

    private async Task AddAsync(string name, string pem, string trust)
    {
        string file = Path.Combine(folder, name + ".pem");
        await File.WriteAllBytesAsync(file, Encoding.ASCII.GetBytes(pem));
        await RunAsync("certutil", "-A", "-n", name, "-t", trust, "-a", "-i", file);
    }

    private async Task RunAsync(string program, params string[] arguments) =>
        PeerRefusedException.ThrowIfFailed(await PeerProgram.RunAsync(program, ["-d", Name, .. arguments]));
}
