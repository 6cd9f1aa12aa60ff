using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>What the readers found, and what they could not use. Not thread-safe.</summary>
internal sealed class ImportedMaterial
{
    private const int MaximumCertificates = 64;
    private const int MaximumKeys = 32;

    // Each broken block costs an exception, so that a file of nothing but broken blocks would cost seconds.
    private const int MaximumSteps = 2048;
    private readonly Dictionary<string, ParsedCertificate> _certificates = [];
    private readonly Dictionary<string, ImportedKey> _keys = [];
    private readonly HashSet<string> _seen = [];
    private int _keyCount;
    private int _stepCount;

    public IReadOnlyCollection<ParsedCertificate> Certificates => _certificates.Values;

    public IReadOnlyCollection<ImportedKey> Keys => _keys.Values;

    /// <summary>Whether anything at all was of a format that is known, be it useless here.</summary>
    public bool IsRecognised { get; set; }

    public bool IsDamaged { get; set; }

    /// <summary>Whether an encrypted key waits for a password.</summary>
    public bool IsPasswordMissing { get; set; }

    public bool IsPasswordWrong { get; set; }

    public bool HasUnsupportedKey { get; set; }

    /// <summary>What was seen that explains why an import fails.</summary>
    public SortedSet<CredentialFinding> Hints { get; } = [];

    /// <summary>The curve of the last EC PARAMETERS block: OpenSSL writes one before an EC key.</summary>
    public string? CurveHint { get; set; }

    /// <summary>RFC 5915 keys that do not name their curve.</summary>
    public List<ReadOnlyMemory<byte>> KeysWithoutCurve { get; } = [];

    public ImportedKey? FindKey(string? identity) => identity is not null && _keys.TryGetValue(identity, out ImportedKey? key) ? key : null;

    /// <summary>Parses a certificate and keeps it; one that was seen before costs nothing.</summary>
    public void AddCertificate(ReadOnlyMemory<byte> der)
    {
        string digest = Convert.ToHexStringLower(SHA256.HashData(der.Span));
        if (_seen.Add(digest))
        {
            LimitExceededException.ThrowIfAbove(_seen.Count, MaximumCertificates);
            ParsedCertificate certificate = ParsedCertificate.Parse(der.ToArray());
            CheckReadableByHosts(certificate);
            _certificates.Add(digest, certificate);
        }
    }

    /// <summary>Counts a key before anything is computed for it.</summary>
    public void CountKey() => LimitExceededException.ThrowIfAbove(++_keyCount, MaximumKeys);

    /// <summary>Counts a block, a structure or a bag.</summary>
    public void CountStep() => LimitExceededException.ThrowIfAbove(++_stepCount, MaximumSteps);

    public void ReportWrongPassword(ImportPassword password)
    {
        IsPasswordMissing |= !password.IsGiven;
        IsPasswordWrong |= password.IsGiven;
    }

    public void AddKey(ImportedKey key) => _keys.TryAdd(key.Identity, key);

    // The two parsers disagree about some damage, and hosts take certificates over as objects of the framework.
    private static void CheckReadableByHosts(ParsedCertificate certificate)
    {
        try
        {
            X509CertificateLoader.LoadCertificate(certificate.Der.Span).Dispose();
        }
        catch (CryptographicException exception)
        {
            throw new CmsFormatException("A certificate cannot be read.", exception);
        }
    }
}
