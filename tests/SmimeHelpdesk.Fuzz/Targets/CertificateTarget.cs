using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Fuzz.Engine;
using SmimeHelpdesk.Fuzz.Seeds;
using SmimeHelpdesk.Revocation;
using SmimeHelpdesk.Revocation.Crl;
using SmimeHelpdesk.Revocation.Issuers;
using SmimeHelpdesk.Revocation.Ocsp;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Fuzz.Targets;

/// <summary>Certificates, CRLs and OCSP responses: what is said in them counts only where it was signed.</summary>
internal sealed class CertificateTarget : IFuzzTarget, IDisposable
{
    public const string TargetName = "certificate";

    private readonly AuthorityWorld _world;
    private readonly RevocationChecker _checker = new(new RevocationOptions(), time: FuzzWorld.Time);
    private readonly HashSet<string> _genuine = new(StringComparer.Ordinal);

    public CertificateTarget(FuzzFolder folder)
    {
        _world = AuthorityWorld.Load(folder.Setup(TargetName));
        foreach (byte[] seed in folder.ReadSeeds(TargetName))
        {
            IEnumerable<ReadOnlyMemory<byte>> within = TryRead(OcspAnswer.Read, seed)?.Certificates.Select(certificate => certificate.Der) ?? [];
            _genuine.UnionWith(within.Append(seed).SelectMany(Trusted));
        }
    }

    public string Name => TargetName;

    public IReadOnlyList<byte[]> Words => DerWords.All;

    public void Run(byte[] input)
    {
        foreach (string signed in Trusted(input))
        {
            BrokenInvariantException.ThrowUnless(_genuine.Contains(signed), "what is trusted is what was signed", signed);
        }

        if (TryRead(IssuerFile.Read, input) is { } file)
        {
            file.Find(_world.Leaf, FuzzWorld.Time.Now, SmimePolicy.Default);
        }
    }

    public void Dispose() => _checker.Dispose();

    // The signed bytes of everything in the input that is believed.
    private List<string> Trusted(ReadOnlyMemory<byte> input)
    {
        var signed = new List<string>();
        if (TryRead(ParsedCertificate.Parse, input) is { } certificate)
        {
            Describe(certificate);
            Add(_world.IsTrusted(certificate), certificate.TbsDer);
        }

        CertificateList? crl = TryRead(CertificateList.Read, input);
        OcspAnswer? answer = TryRead(OcspAnswer.Read, input);
        if (crl is not null || answer is not null)
        {
            RevocationReport report = _checker.CheckAsync(_world.Question(input), CancellationToken.None).GetAwaiter().GetResult();
            foreach (CertificateRevocation found in report.Certificates)
            {
                BrokenInvariantException.ThrowUnless(Enum.IsDefined(found.Status) && Enum.IsDefined(found.Source), "an answer about revocation is defined");
                Add(found.Status is not RevocationStatus.Unknown, found.Source is RevocationSource.Ocsp ? answer!.Tbs : crl?.Form.Tbs ?? default, found.Status + " ");
            }
        }

        return signed;

        void Add(bool isTrusted, ReadOnlyMemory<byte> bytes, string verdict = "")
        {
            if (isTrusted)
            {
                signed.Add(verdict + Convert.ToHexString(bytes.Span));
            }
        }
    }

    private static void Describe(ParsedCertificate certificate)
    {
        OpenedChecks.CheckLine(certificate.Subject, "a certificate's subject");
        OpenedChecks.CheckLine(certificate.Issuer, "a certificate's issuer");
        OpenedChecks.CheckLine(certificate.PublicKey.Name, "a key's name");
        BrokenInvariantException.ThrowUnless(certificate.Addresses.Count >= 0 && certificate.ConstrainedNames.Count() >= 0, "a certificate has names");
    }

    private static T? TryRead<T>(Func<ReadOnlyMemory<byte>, T> read, ReadOnlyMemory<byte> input)
        where T : class
    {
        try
        {
            return read(input);
        }
        catch (CmsFormatException)
        {
            return null;
        }
    }
}
