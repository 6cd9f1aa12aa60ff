using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Revocation.Crl;
using SmimeHelpdesk.Revocation.Ocsp;

namespace SmimeHelpdesk.Revocation;

/// <summary>Answers that came without asking: from the host, or within the message. What cannot be read is left out.</summary>
/// <param name="Crls">The CRLs, deltas among them.</param>
/// <param name="Responses">The OCSP responses.</param>
internal sealed record SuppliedAnswers(IReadOnlyList<CertificateList> Crls, IReadOnlyList<OcspAnswer> Responses)
{
    /// <summary>Reads answers of either kind.</summary>
    /// <param name="answers">The answers, DER.</param>
    /// <param name="maximumCount">Later ones are left out.</param>
    public static SuppliedAnswers Read(IEnumerable<ReadOnlyMemory<byte>> answers, int maximumCount)
    {
        var crls = new List<CertificateList>();
        var responses = new List<OcspAnswer>();
        foreach (ReadOnlyMemory<byte> answer in answers.Take(maximumCount))
        {
            if (TryRead(CertificateList.Read, answer) is { } crl)
            {
                crls.Add(crl);
            }
            else if (TryRead(OcspAnswer.Read, answer) is { IsError: false } response)
            {
                responses.Add(response);
            }
        }

        return new SuppliedAnswers(crls, responses);
    }

    private static T? TryRead<T>(Func<ReadOnlyMemory<byte>, T> read, ReadOnlyMemory<byte> answer)
        where T : class
    {
        try
        {
            return read(answer);
        }
        catch (CmsFormatException)
        {
            return null;
        }
    }
}
