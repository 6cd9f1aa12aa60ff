using FsCheck;
using FsCheck.Fluent;
using SmimeHelpdesk.Reply;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Properties;

/// <summary>Draws whatever the two boxes depend on.</summary>
internal static class AvailabilityGenerators
{
    private static readonly string[] Addresses = ["alice@customer.example", "bob@customer.example", "carol@customer.example"];

    private static Gen<bool> Bool => Gen.Elements(true, false);

    private static Gen<DateTimeOffset> Time => Gen.Choose(-400, 400).Select(days => TestAuthority.Now.AddDays(days));

    // Mostly available, because one thing in the way hides all others.
    private static Gen<EncryptAvailability> Encrypt => Gen.Frequency((3, Gen.Constant(EncryptAvailability.Available)), (1, Gen.Elements(Enum.GetValues<EncryptAvailability>())));

    public static Gen<CertificateFacts> Certificates =>
        from name in Gen.Choose(0, 99)
        from source in Gen.Elements(Enum.GetValues<CertificateSource>())
        from usability in Encrypt
        from isTrusted in Bool
        from strength in Gen.Elements(Enum.GetValues<KeyStrength>())
        from ends in Time
        from signed in Gen.OneOf(Time.Select(time => (DateTimeOffset?)time), Gen.Constant<DateTimeOffset?>(null))
        from isPinned in Bool
        from revocation in Gen.Elements([null, .. Enum.GetValues<RevocationStatus>().Cast<RevocationStatus?>()])
        select new CertificateFacts($"{name:00}", source, usability, isTrusted, strength, ends, signed) { IsPinned = isPinned, Revocation = revocation };

    public static Gen<SigningFacts> Credentials =>
        from name in Gen.Choose(0, 99)
        from flags in Gen.Choose(0, 15)
        from state in Gen.Elements(Enum.GetValues<CredentialState>())
        from times in Gen.Three(Time)
        from opens in Gen.Elements<bool?>(true, true, false, null)
        select new SigningFacts
        {
            Sha256 = $"{name:00}", HasAddress = (flags & 3) != 0, MaySign = (flags & 5) != 0, IsKeySupported = (flags & 9) != 0, State = state,
            ActiveFrom = times.Item1, NotBefore = times.Item2, NotAfter = times.Item3.AddDays(200), KeyOpens = opens,
        };

    public static Gen<AvailabilityFacts> Facts =>
        from policy in Policies
        from inbound in Encrypt
        from flags in Gen.Choose(0, 7)
        from credentials in Some(Credentials)
        from certificates in Gen.CollectToArray(Addresses, _ => Some(Certificates))
        from recipients in Gen.Choose(0, Addresses.Length)
        select new AvailabilityFacts
        {
            At = TestAuthority.Now, Policy = policy, Inbound = inbound, InboundWasEncrypted = (flags & 1) != 0, HasOwnCopy = (flags & 2) != 0, Credentials = credentials,
            Recipients = [.. Addresses.Take(recipients).Select((address, i) => new RecipientFacts(address, i == 0 && (flags & 4) != 0, certificates[i]))],
        };

    private static Gen<SmimePolicy> Policies =>
        from fromCache in Bool
        from untrusted in Gen.Elements(Enum.GetValues<UntrustedSigners>())
        from mixed in Gen.Elements(Enum.GetValues<MixedRecipients>())
        from revocation in Gen.Elements(Enum.GetValues<RevocationMode>())
        select SmimePolicy.Default with { EncryptFromCache = fromCache, UntrustedSigners = untrusted, MixedRecipients = mixed, Revocation = revocation };

    public static IEnumerable<AvailabilityFacts> Shrink(AvailabilityFacts facts) =>
    [
        .. facts.Credentials.Select((_, i) => facts with { Credentials = Without(facts.Credentials, i) }),
        .. facts.Recipients.Select((_, i) => facts with { Recipients = Without(facts.Recipients, i) }),
        .. from recipient in facts.Recipients
           from i in Enumerable.Range(0, recipient.Certificates.Count)
           select facts with { Recipients = [.. facts.Recipients.Select(other => other == recipient ? other with { Certificates = Without(other.Certificates, i) } : other)] },
    ];

    private static T[] Without<T>(IReadOnlyList<T> list, int index) => [.. list.Where((_, i) => i != index)];

    private static Gen<T[]> Some<T>(Gen<T> one) => Gen.Choose(0, 3).SelectMany(count => Gen.ArrayOf(one, count));
}
