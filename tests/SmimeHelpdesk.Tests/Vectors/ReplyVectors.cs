using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;
using static SmimeHelpdesk.Tests.Vectors.Expected;
using static SmimeHelpdesk.Tests.Vectors.VectorMail;

namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>What the verdict, and whoever else the reply goes to, make of the Encrypt box.</summary>
internal static class ReplyVectors
{
    private const string Carol = "carol@customer.example";
    private static readonly ReplyRecipients WithCarol = new() { To = [ForgedMail.Alice], Cc = [Carol] };
    private static readonly CertificatePlan OfCarol = CertificatePlan.Leaf(VectorPki.Issuing, Carol);

    public static IEnumerable<VerdictVector> All =>
    [
        .. WithSource,
        new("reply to nobody", () => VectorMail.From("Sender: alice@customer.example"), Indeterminate(SignatureReason.NoFrom).With(SmimeCaution.RevocationNotChecked)) { Recipients = new ReplyRecipients(), Box = EncryptAvailability.NoRecipient },
        new("reply to somebody without a certificate", () => By(VectorPki.Leaf()), Valid) { Recipients = WithCarol, Box = EncryptAvailability.RecipientWithoutCertificate },
        new("reply to some who cannot be encrypted to", () => By(VectorPki.Leaf()), Valid)
        {
            Policy = SmimePolicy.Default with { MixedRecipients = MixedRecipients.Split },
            Recipients = WithCarol,
            Box = EncryptAvailability.Available,
            ReplyCautions = [SmimeCaution.RecipientsLeftOut],
        },
        new("reply of a mailbox that could not read it again", () => By(VectorPki.Leaf()), Valid)
        {
            Credentials = MailboxCredentialManager.InMemory(new ManualTime(TestAuthority.Now)),
            Box = EncryptAvailability.Available,
            ReplyCautions = [SmimeCaution.NoOwnCopy],
        },
    ];

    private static IEnumerable<VerdictVector> WithSource =>
    [
        FromSource("reply to one of the address book", OfCarol, EncryptAvailability.Available) with { ReplyCautions = [SmimeCaution.CertificateFromSource] },
        FromSource("reply to one whose certificate only signs", OfCarol with { Usage = KeyUsage.DigitalSignature }, EncryptAvailability.NotForEncryption),
        FromSource("reply to one whose certificate has expired", OfCarol with { NotAfter = TestAuthority.Now.AddDays(-1) }, EncryptAvailability.CertificateExpired),
        FromSource("reply to one of an unknown issuer", OfCarol with { Issuer = VectorPki.Stranger }, EncryptAvailability.UntrustedIssuer),
        FromSource("reply to one with a DSA key", OfCarol with { Key = PlannedKey.Common("DSA") }, EncryptAvailability.UnsupportedKey),
        FromSource("reply to one with another's certificate in the address book", CertificatePlan.Leaf(VectorPki.Issuing, "mallory@elsewhere.example"), EncryptAvailability.RecipientWithoutCertificate),
    ];

    private static VerdictVector FromSource(string name, CertificatePlan plan, EncryptAvailability box) =>
        new(name, () => By(VectorPki.Leaf()), Valid) { Recipients = WithCarol, Box = box, Source = new AddressBook(VectorPki.Shared(name, () => plan)) };

    private sealed class AddressBook(PlannedCertificate certificate) : IRecipientCertificateSource
    {
        public Task<IReadOnlyList<RecipientCertificate>> FindAsync(string tenant, string address, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<RecipientCertificate>>(address == Carol ? [new RecipientCertificate(certificate.Der) { Issuers = [VectorPki.Issuing.Der] }] : []);
    }
}
