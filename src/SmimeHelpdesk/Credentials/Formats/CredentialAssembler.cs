using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>Makes credentials of what was found, and names the reason when there are none.</summary>
internal sealed class CredentialAssembler
{
    private readonly ImportedMaterial _found;
    private readonly CredentialImportOptions _options;
    private readonly IssuerChain _chain;

    private CredentialAssembler(ImportedMaterial found, CredentialImportOptions options)
    {
        _found = found;
        _options = options;
        _chain = new IssuerChain(found.Certificates, options.Limits);
    }

    /// <summary>The result of an import.</summary>
    /// <param name="found">What the readers found; still the caller's to zero.</param>
    /// <param name="options">The options.</param>
    /// <param name="at">The instant of the validity findings.</param>
    public static CredentialImportResult Assemble(ImportedMaterial found, CredentialImportOptions options, DateTimeOffset at) =>
        new CredentialAssembler(found, options).Assemble(at);

    private CredentialImportResult Assemble(DateTimeOffset at)
    {
        List<(ParsedCertificate Certificate, ImportedKey Key)> pairs = Pairs();
        List<(ParsedCertificate Certificate, ImportedKey Key)> own =
            [.. pairs.Where(pair => _options.Mailbox is not { } mailbox || pair.Certificate.HasAddress(mailbox.Address))];
        if (own.Count == 0)
        {
            return new CredentialImportResult(Failure(pairs.Count > 0), [], Explanations());
        }

        List<MailboxCredential> credentials = Sort(own);
        try
        {
            return new CredentialImportResult(CredentialImportStatus.Imported, credentials, new CredentialFindings(credentials, _chain, at).Collect(_found));
        }
        catch
        {
            credentials.ForEach(credential => credential.Dispose());
            throw;
        }
    }

    private List<(ParsedCertificate Certificate, ImportedKey Key)> Pairs()
    {
        var pairs = new List<(ParsedCertificate Certificate, ImportedKey Key)>();
        foreach (ParsedCertificate certificate in _found.Certificates)
        {
            if (_found.FindKey(PublicKeyIdentity.Of(certificate)) is not { } key)
            {
                continue;
            }

            if (certificate.PublicKey.Family is KeyFamily.Unknown or KeyFamily.Dsa or KeyFamily.X448)
            {
                _found.HasUnsupportedKey = true;
                if (PublicKeyIdentity.CurveOf(certificate) is not null)
                {
                    _found.Hints.Add(CredentialFinding.CurveNotNamed);
                }
            }
            else
            {
                pairs.Add((certificate, key));
            }
        }

        // A private authority's export holds the authority's key beside the person's; a mailbox must not come to hold it.
        HashSet<ParsedCertificate> issuers = [.. pairs.SelectMany(pair => _chain.Ancestors(pair.Certificate))];
        List<(ParsedCertificate Certificate, ImportedKey Key)> endEntities =
            [.. pairs.Where(pair => !pair.Certificate.Extensions.IsCertificateAuthority || !issuers.Contains(pair.Certificate))];
        return endEntities.Count > 0 ? endEntities : pairs;
    }

    private List<MailboxCredential> Sort(IEnumerable<(ParsedCertificate Certificate, ImportedKey Key)> pairs) =>
    [
        .. pairs
            .Select(pair => new MailboxCredential(pair.Certificate, _chain.Build(pair.Certificate), [.. pair.Key.Pkcs8]))
            .OrderByDescending(credential => credential.CanSign)
            .ThenByDescending(credential => credential.NotAfter)
            .ThenBy(credential => credential.Sha256, StringComparer.Ordinal),
    ];

    private IReadOnlyList<CredentialFinding> Explanations()
    {
        if (_found.IsDamaged)
        {
            _found.Hints.Add(CredentialFinding.DamagedPart);
        }

        return [.. _found.Hints];
    }

    private CredentialImportStatus Failure(bool hasForeignPair) => _found switch
    {
        { IsRecognised: false } or { IsDamaged: true } => CredentialImportStatus.Malformed,
        { IsPasswordWrong: true } => CredentialImportStatus.WrongPassword,
        { IsPasswordMissing: true } => CredentialImportStatus.PasswordRequired,
        { HasUnsupportedKey: true } => CredentialImportStatus.UnsupportedKey,
        _ when hasForeignPair => CredentialImportStatus.AddressMismatch,
        { Certificates.Count: 0 } => CredentialImportStatus.NoCertificate,
        { Keys.Count: 0 } => CredentialImportStatus.NoPrivateKey,
        _ => CredentialImportStatus.KeyDoesNotMatchCertificate,
    };
}
