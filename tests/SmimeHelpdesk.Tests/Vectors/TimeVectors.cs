using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Inbound;
using SmimeHelpdesk.Tests.TestPki;
using static SmimeHelpdesk.Tests.Vectors.Expected;
using static SmimeHelpdesk.Tests.Vectors.VectorMail;

namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>The claimed signing time is shown and never believed; validity is judged at the time of receipt.</summary>
internal static class TimeVectors
{
    private static readonly DateTimeOffset Now = TestAuthority.Now;

    public static IEnumerable<VerdictVector> All =>
    [
        new("signed an hour ahead of the clock", () => Signed(At(Now.AddHours(1))), Valid),
        new("signed in the future", () => Signed(At(Now.AddHours(1).AddSeconds(1))), Valid.WithOnly(SmimeCaution.SigningTimeInFuture, SmimeCaution.SigningTimeFarFromDate, SmimeCaution.RevocationNotChecked)),
        new("signed long before the date of the mail", () => Signed(At(Now.AddDays(-3))), Valid.WithOnly(SmimeCaution.SigningTimeFarFromDate, SmimeCaution.RevocationNotChecked)),
        new("signed and dated long before its receipt", OldMail, Valid.WithOnly(SmimeCaution.SigningTimeFarFromDate, SmimeCaution.RevocationNotChecked)),
        new("signed and dated some days before its receipt", () => Dated(Now.AddDays(-6)), Valid),
        new("signed before its certificate was valid", () => By(VectorPki.Leaf().Make(), signer => signer with { SigningTime = Now.AddYears(-2) }, VectorPki.Issuing), Valid.WithOnly(SmimeCaution.SigningTimeFarFromDate, SmimeCaution.RevocationNotChecked)),
        new("claims to be signed before its certificate expired", () => By((VectorPki.Leaf() with { NotAfter = Now.AddDays(-1) }).Make(), signer => signer with { SigningTime = Now.AddDays(-2) }, VectorPki.Issuing), Indeterminate(SignatureReason.CertificateExpired).With(SmimeCaution.SigningTimeFarFromDate)),
        new("expired between receipt and now", () => By(VectorPki.Leaf() with { NotAfter = Now.AddDays(1) }), Valid) { OpenedAfter = TimeSpan.FromDays(2), Box = EncryptAvailability.CertificateExpired },
        new("not valid yet at its receipt", () => By(VectorPki.Leaf() with { NotBefore = Now.AddDays(1) }), Indeterminate(SignatureReason.CertificateNotYetValid)) { OpenedAfter = TimeSpan.FromDays(2) },
        new("issuer expired between receipt and now", IssuerExpires, Valid) { OpenedAfter = TimeSpan.FromDays(2) },
    ];

    private static ForgedSigner At(DateTimeOffset time) => new(Alice) { SigningTime = time };

    // A genuine mail, sent once more with all its fields.
    private static byte[] OldMail() => Dated(Now.AddDays(-20));

    private static byte[] Dated(DateTimeOffset date)
    {
        string headers = ForgedMail.Headers.Replace("Mon, 01 Jun 2026 12:00:00 +0000", date.ToString("r", System.Globalization.CultureInfo.InvariantCulture).Replace("GMT", "+0000", StringComparison.Ordinal), StringComparison.Ordinal);
        return [.. Mail.Crlf(headers), .. ForgedMail.Part(new ForgedSignature(ForgedMail.Entity, At(date)).Encode(), "application/pkcs7-mime; smime-type=signed-data")];
    }

    private static byte[] IssuerExpires()
    {
        PlannedCertificate issuer = VectorPki.Shared("expires soon", () => new CertificatePlan("CN=Expires soon") { Issuer = VectorPki.Root, NotAfter = Now.AddDays(1) });
        return By(VectorPki.Leaf(issuer).Make(), issuer);
    }
}
