using SmimeHelpdesk.Credentials;

namespace SmimeHelpdesk.Reply;

/// <summary>Which credential signs now, and what is in the way when none does. Pure.</summary>
internal static class SigningRules
{
    // From the farthest to the nearest to signing: the credential that gets the farthest gives the reason.
    private static readonly SignAvailability[] Progress =
    [
        SignAvailability.NoCertificate, SignAvailability.AddressMismatch, SignAvailability.NotForSigning, SignAvailability.UnsupportedKey,
        SignAvailability.CertificateExpired, SignAvailability.CertificateNotYetValid, SignAvailability.KeyUnavailable, SignAvailability.Available,
    ];

    /// <summary>The state of the Sign box.</summary>
    public static SignAvailability Evaluate(IEnumerable<SigningFacts> credentials, DateTimeOffset at) => credentials
        .Select(credential => State(credential, at))
        .DefaultIfEmpty(SignAvailability.NoCertificate)
        .MaxBy(state => Array.IndexOf(Progress, state));

    /// <summary>The credentials that would sign if their key opens, the first choice first: the newest rollover wins.</summary>
    public static IEnumerable<SigningFacts> Order(IEnumerable<SigningFacts> credentials, DateTimeOffset at) => credentials
        .Where(credential => State(credential with { KeyOpens = true }, at) is SignAvailability.Available)
        .OrderBy(credential => new SigningRank(credential.ActiveFrom, credential.NotAfter, credential.Sha256));

    private static SignAvailability State(SigningFacts credential, DateTimeOffset at)
    {
        if (credential.State is not CredentialState.Active)
        {
            return SignAvailability.NoCertificate;
        }

        if (!credential.HasAddress)
        {
            return SignAvailability.AddressMismatch;
        }

        if (!credential.MaySign)
        {
            return SignAvailability.NotForSigning;
        }

        return !credential.IsKeySupported ? SignAvailability.UnsupportedKey
            : at > credential.NotAfter ? SignAvailability.CertificateExpired
            : at < credential.NotBefore || at < credential.ActiveFrom ? SignAvailability.CertificateNotYetValid
            : credential.KeyOpens is true ? SignAvailability.Available
            : SignAvailability.KeyUnavailable;
    }
}
