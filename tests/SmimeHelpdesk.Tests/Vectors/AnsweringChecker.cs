namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>Says the same about the first certificate of every path, and good of the others.</summary>
internal sealed class AnsweringChecker(CertificateRevocation answer) : IRevocationChecker
{
    public Task<RevocationReport> CheckAsync(RevocationRequest request, CancellationToken cancellationToken) => Task.FromResult(new RevocationReport(
    [
        .. request.Path.SkipLast(1).Select((certificate, i) => (i == 0 ? answer : new CertificateRevocation { Sha256 = answer.Sha256, Status = RevocationStatus.Good }) with
        {
            Sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(certificate.Span)),
        }),
    ]));
}
