using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Interop;

/// <summary>GnuPG's <c>gpgsm</c>, the engine of Kleopatra, KMail and GpgOL, with a home of its own.</summary>
internal sealed partial class GpgsmReader : ICmsReader
{
    private readonly string _home = Directory.CreateTempSubdirectory("gsm").FullName;

    public static async Task<GpgsmReader> CreateAsync(TestIdentity recipient)
    {
        PeerProgram.Require("gpgsm");
        var reader = new GpgsmReader();
        reader.Write("gpgsm.conf", "disable-crl-checks\ndisable-policy-checks\n");
        string root = Fingerprint(TestAuthority.Root.Certificate.RawData);
        reader.Write("trustlist.txt", string.Join(':', root.Chunk(2).Select(pair => new string(pair))) + " S relax\n");
        foreach (string pem in new[] { TestAuthority.Root.Certificate.ExportCertificatePem(), TestAuthority.Issuing.Certificate.ExportCertificatePem(), recipient.CertificatePem })
        {
            await reader.RunAsync("--import", reader.Write("import.pem", pem));
        }

        if (recipient.PrivateKey is RSA key)
        {
            PeerResult listed = await reader.RunAsync("--with-keygrip", "--with-colons", "--list-keys", Fingerprint(recipient.Certificate.RawData));
            string grip = KeyGrip().Match(listed.Text).Groups[1].Value;
            grip.Should().HaveLength(40, listed.Errors);
            Directory.CreateDirectory(Path.Combine(reader._home, "private-keys-v1.d"));
            File.WriteAllBytes(Path.Combine(reader._home, "private-keys-v1.d", grip + ".key"), PrivateKey(key.ExportParameters(true)));
        }

        return reader;
    }

    /// <summary>Signs with the key it was made with: a detached signature over the content.</summary>
    public async Task<byte[]> SignAsync(byte[] content)
    {
        string output = Path.Combine(_home, "out");
        PeerResult result = await RunAsync("-o", output, "--detach-sign", Write("content", content));
        result.Text.Should().Contain("SIG_CREATED", result.Errors);
        return await File.ReadAllBytesAsync(output);
    }

    public async Task<byte[]> VerifyAsync(byte[] cms, byte[]? content)
    {
        string output = Path.Combine(_home, "out");
        PeerResult result = content is null
            ? await RunAsync("-o", output, "--verify", Write("signed", cms))
            : await RunAsync("--verify", Write("signature", cms), Write("content", content));
        result.Text.Should().Contain("GOODSIG", result.Errors).And.MatchRegex("TRUST_(FULLY|ULTIMATE)");
        return content ?? await File.ReadAllBytesAsync(output);
    }

    public async Task<byte[]> DecryptAsync(byte[] cms)
    {
        string output = Path.Combine(_home, "out");
        PeerResult result = await RunAsync("-o", output, "--decrypt", Write("encrypted", cms));

        // The exit code also counts each other recipient, whose certificate is not at hand, as an error.
        result.Text.Should().Contain("DECRYPTION_OKAY", result.Errors);
        return await File.ReadAllBytesAsync(output);
    }

    public void Dispose()
    {
        PeerProgram.RunAsync("gpgconf", "--homedir", _home, "--kill", "all").GetAwaiter().GetResult();
        Directory.Delete(_home, recursive: true);
    }

    // The certificates are of the tests' own day.
    private Task<PeerResult> RunAsync(params string[] arguments)
    {
        string day = TestAuthority.Now.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);
        return PeerProgram.RunAsync("gpgsm", ["--homedir", _home, "-q", "--batch", "--yes", "--no-tty", "--faked-system-time", day, "--status-fd", "1", .. arguments]);
    }

    private string Write(string name, string text) => Write(name, Encoding.ASCII.GetBytes(text));

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_home, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static string Fingerprint(byte[] certificate) => Convert.ToHexString(SHA1.HashData(certificate));

    // The canonical S-expression that gpg-agent stores: it refuses today's PKCS #12.
    private static byte[] PrivateKey(RSAParameters key)
    {
        byte[][] primes = [.. new[] { key.P!, key.Q! }.OrderBy(Number)];
        BigInteger p = Number(primes[0]);
        BigInteger q = Number(primes[1]);
        byte[] inverse = BigInteger.ModPow(p, q - 2, q).ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] numbers = [.. Pair("n", key.Modulus!), .. Pair("e", key.Exponent!), .. Pair("d", key.D!), .. Pair("p", primes[0]), .. Pair("q", primes[1]), .. Pair("u", inverse)];
        return [.. "("u8, .. Atom("private-key"u8), .. "("u8, .. Atom("rsa"u8), .. numbers, .. "))"u8];
    }

    private static BigInteger Number(byte[] octets) => new(octets, isUnsigned: true, isBigEndian: true);

    private static byte[] Pair(string name, byte[] number) => [.. "("u8, .. Atom(Encoding.ASCII.GetBytes(name)), .. Atom([0, .. Number(number).ToByteArray(isUnsigned: true, isBigEndian: true)]), .. ")"u8];

    private static byte[] Atom(ReadOnlySpan<byte> octets) => [.. Encoding.ASCII.GetBytes(octets.Length.ToString(CultureInfo.InvariantCulture) + ":"), .. octets];

    [GeneratedRegex("^grp:+([0-9A-F]{40})", RegexOptions.Multiline)]
    private static partial Regex KeyGrip();
}
