using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Ocsp;
using SmimeHelpdesk.Tests.Revocation;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Fuzz.Seeds;

/// <summary>CRLs and OCSP responses of every kind about one certificate.</summary>
internal static class AnswerSeeds
{
    private static readonly Lazy<TestIdentity> Shared = new(() => TestAuthority.Issuing.Issue(new TestSubject("alice@customer.example")));

    public static TestIdentity Leaf => Shared.Value;

    public static IEnumerable<(string Name, byte[] Answer)> All =>
    [
        ("crl empty", RevocationPki.Crl(Issuing)),
        ("crl revoked", RevocationPki.Crl(Issuing, revoked: (Leaf.Certificate, 1))),
        ("crl removed", RevocationPki.Crl(Issuing, revoked: (Leaf.Certificate, 8))),
        ("crl of the root", RevocationPki.Crl(TestAuthority.Root, revoked: (Issuing.Certificate, 4))),
        ("crl by another", RevocationPki.Crl(Issuing, signer: TestAuthority.Root)),
        ("crl old", RevocationPki.Crl(Issuing, thisUpdate: RevocationPki.Now.AddDays(-30), nextUpdate: RevocationPki.Now.AddDays(-10))),
        ("crl of many", RevocationPki.Crl(Issuing, change: RevocationPki.ManyEntries(200), revoked: (Leaf.Certificate, 1))),
        ("crl with long entry", RevocationPki.Crl(Issuing, change: RevocationPki.LongEntry(300))),
        ("crl delta", RevocationPki.Crl(Issuing, change: generator =>
        {
            generator.AddExtension(X509Extensions.CrlNumber, false, new DerInteger(BigInteger.Two));
            generator.AddExtension(X509Extensions.DeltaCrlIndicator, true, new DerInteger(BigInteger.One));
        })),
        ("crl scoped", RevocationPki.Crl(Issuing, change: generator =>
            generator.AddExtension(X509Extensions.IssuingDistributionPoint, true, new IssuingDistributionPoint(null, true, false, null, true, false)))),
        ("crl with points", RevocationPki.Crl(Issuing, change: generator => generator.AddExtension(X509Extensions.FreshestCrl, false, new CrlDistPoint(
            [new DistributionPoint(new DistributionPointName(new GeneralNames(new GeneralName(GeneralName.UniformResourceIdentifier, "ldap://a.example/x"))), null, null)])))),
        ("ocsp good", Ocsp()),
        ("ocsp revoked", Ocsp(revoked: 1)),
        ("ocsp unknown", RevocationPki.Ocsp(Request, Issuing.Certificate, isUnknown: true)),
        ("ocsp with nonce", RevocationPki.Ocsp(Request, Issuing.Certificate, nonce: new byte[32])),
        ("ocsp without certificate", RevocationPki.Ocsp(Request, Issuing.Certificate, withCertificate: false)),
        ("ocsp by responder", RevocationPki.Ocsp(Request, RevocationPki.Responder(Issuing, noCheck: true).Certificate)),
        ("ocsp by a mail certificate", RevocationPki.Ocsp(Request, RevocationPki.Responder(Issuing, "1.3.6.1.5.5.7.3.4").Certificate)),
        ("ocsp refused", new OCSPRespGenerator().Generate(OcspRespStatus.TryLater, null).GetEncoded()),
    ];

    private static TestAuthority Issuing => TestAuthority.Issuing;

    private static byte[] Request
    {
        get
        {
            var generator = new OcspReqGenerator();
            generator.AddRequest(new CertificateID(CertificateID.DigestSha1, RevocationPki.Bouncy(Issuing.Certificate), new BigInteger(1, Serial(Leaf.Certificate))));
            return generator.Generate().GetEncoded();
        }
    }

    private static byte[] Serial(X509Certificate2 certificate) => certificate.SerialNumberBytes.ToArray();

    private static byte[] Ocsp(int? revoked = null) => RevocationPki.Ocsp(Request, Issuing.Certificate, revoked);
}
