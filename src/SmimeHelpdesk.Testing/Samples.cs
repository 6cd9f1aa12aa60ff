using System.Security.Cryptography;

namespace SmimeHelpdesk.Testing;

/// <summary>Rows to store. Everything that a row may hold is in one of them, and every instant has a 100 ns tick that rounding would lose.</summary>
internal static class Samples
{
    public static DateTimeOffset Time { get; } = new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(1_234_567);

    public static string NewTenant() => "contract-" + Guid.NewGuid().ToString("N");

    public static ReadOnlyMemory<byte> Bytes(int length) => RandomNumberGenerator.GetBytes(length);

    public static StoredCredential Credential(string tenant, string address = "support@desk.example")
    {
        ReadOnlyMemory<byte> certificate = Bytes(900);
        return new StoredCredential
        {
            Tenant = tenant,
            MailboxAddress = address,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(certificate.Span)),
            Certificate = certificate,
            Chain = [Bytes(700), Bytes(1), Bytes(800)],
            ProtectedKey = Bytes(400),
            State = CredentialState.Staged,
            ActiveFrom = Time,
            RetireFrom = Time.AddDays(30),
            StateSeal = Bytes(61),
            RecoveryKey = Bytes(500),
        };
    }

    public static SignerCertificate Signer(string tenant, string address = "alice@customer.example")
    {
        ReadOnlyMemory<byte> certificate = Bytes(900);
        return new SignerCertificate
        {
            Tenant = tenant,
            Address = address,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(certificate.Span)),
            Certificate = certificate,
            SigningCertificate = certificate,
            Issuers = [Bytes(700), Bytes(800)],
            Capabilities = Bytes(60),
            CapabilitiesTime = Time.AddMinutes(-2),
            SigningTime = Time.AddMinutes(-1),
            Decision = SignerCertificateDecision.Pinned,
            DecidedAt = Time.AddMinutes(5),
            FirstSeen = Time,
            LastSeen = Time,
            MessageId = "a-1@customer.example",
        };
    }

    /// <summary>Other sightings of a certificate, no two alike: older, newer, without this and that.</summary>
    public static SignerCertificate Sighting(SignerCertificate of, int number) => of with
    {
        SigningTime = number % 5 == 0 ? null : Time.AddMinutes((number * 37 % 101) - 50),
        FirstSeen = Time.AddHours((number * 13 % 29) - 14),
        LastSeen = Time.AddHours(number * 17 % 31),
        MessageId = number % 7 == 0 ? null : $"m-{number}@customer.example",
        Capabilities = number % 3 == 0 ? ReadOnlyMemory<byte>.Empty : new byte[] { 0x30, (byte)number },
        CapabilitiesTime = number % 6 == 0 ? null : Time.AddMinutes(number * 23 % 59),
        Decision = (SignerCertificateDecision)(number % 3),
        DecidedAt = number % 2 == 0 ? null : Time.AddMinutes(number * 11 % 17),
        Issuers = [.. of.Issuers.Take(number % (of.Issuers.Count + 1))],
        SigningCertificate = number % 4 == 0 ? new byte[] { 0x30, 0x01, (byte)number } : of.SigningCertificate,
    };

    public static void Same(StoredCredential expected, StoredCredential actual)
    {
        Expect.Equal(expected.Tenant, actual.Tenant, "Tenant");
        Expect.Equal(expected.MailboxAddress, actual.MailboxAddress, "MailboxAddress");
        Expect.Equal(expected.Sha256, actual.Sha256, "Sha256");
        Expect.SameBytes(expected.Certificate, actual.Certificate, "Certificate");
        Expect.SameLists(expected.Chain, actual.Chain, "Chain");
        Expect.SameBytes(expected.ProtectedKey, actual.ProtectedKey, "ProtectedKey");
        Expect.Equal(expected.State, actual.State, "State");
        Expect.Equal(expected.ActiveFrom, actual.ActiveFrom, "ActiveFrom");
        Expect.Equal(expected.RetireFrom, actual.RetireFrom, "RetireFrom");
        Expect.SameBytes(expected.StateSeal, actual.StateSeal, "StateSeal");
        Expect.SameBytes(expected.RecoveryKey, actual.RecoveryKey, "RecoveryKey");
        Expect.Equal(expected.Revision, actual.Revision, "Revision");
    }

    public static void Same(SignerCertificate expected, SignerCertificate actual)
    {
        Expect.Equal(expected.Tenant, actual.Tenant, "Tenant");
        Expect.Equal(expected.Address, actual.Address, "Address");
        Expect.Equal(expected.Sha256, actual.Sha256, "Sha256");
        Expect.SameBytes(expected.Certificate, actual.Certificate, "Certificate");
        Expect.SameBytes(expected.SigningCertificate, actual.SigningCertificate, "SigningCertificate");
        Expect.SameLists(expected.Issuers, actual.Issuers, "Issuers");
        Expect.SameBytes(expected.Capabilities, actual.Capabilities, "Capabilities");
        Expect.Equal(expected.CapabilitiesTime, actual.CapabilitiesTime, "CapabilitiesTime");
        Expect.Equal(expected.SigningTime, actual.SigningTime, "SigningTime");
        Expect.Equal(expected.Decision, actual.Decision, "Decision");
        Expect.Equal(expected.DecidedAt, actual.DecidedAt, "DecidedAt");
        Expect.Equal(expected.FirstSeen, actual.FirstSeen, "FirstSeen");
        Expect.Equal(expected.LastSeen, actual.LastSeen, "LastSeen");
        Expect.Equal(expected.MessageId, actual.MessageId, "MessageId");
    }
}
