using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Verification;

/// <summary>
/// Finds a signer's certificate: the one whose key verifies the signature, never merely one that is named. A certificate that borrows
/// another's issuer and serial number then changes nothing, in whatever order they stand.
/// </summary>
internal sealed class SignerSearch(SignedContent signed, SignerVerifier verifier, SignatureContext context)
{
    // Certificates that share an issuer and serial number, or a key identifier, are tried one after the other, up to this many.
    private const int MaximumCandidates = 4;

    public FoundSigner Find(SignerInformation signer)
    {
        FoundSigner? first = null;
        foreach (ParsedCertificate candidate in Candidates(signer))
        {
            var found = new FoundSigner(signer, candidate, verifier.Verify(signer, candidate), IsAuthor(candidate));
            if (found.IsIntact)
            {
                return found;
            }

            first ??= found;
        }

        return first ?? new FoundSigner(signer, null, null, false);
    }

    private IEnumerable<ParsedCertificate> Candidates(SignerInformation signer) => signed.Certificates.Concat(context.Known)
        .Where(signer.Identifier.Matches)
        .DistinctBy(certificate => certificate.Sha256)
        .OrderByDescending(IsAuthor)
        .ThenBy(certificate => certificate.Sha256, StringComparer.Ordinal)
        .Take(MaximumCandidates);

    private bool IsAuthor(ParsedCertificate certificate) => certificate.HasAddress(context.Sender.Author);
}
