using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Cms.Reading;

public sealed class EntityIdentifierTests
{
    private static readonly ParsedCertificate Certificate = SharedIdentities.Alice().Certificate;

    [Fact]
    public void Matches_IssuerInAnotherStringType_IsTheSame()
    {
        string issuer = Certificate.Structure.Issuer.ToString();

        foreach (Func<string, Asn1Object> type in new Func<string, Asn1Object>[] { text => new DerUtf8String(text), text => new DerPrintableString(text), text => new DerBmpString(text), text => new DerUtf8String(text.ToUpperInvariant()) })
        {
            Name(type(issuer["CN=".Length..])).Matches(Certificate).Should().BeTrue();
        }

        Name(new DerUtf8String("Test Other CA")).Matches(Certificate).Should().BeFalse();
        EntityIdentifier.FromIssuerAndSerial(Certificate.Structure.Issuer.ToAsn1Object(), DerInteger.ValueOf(5)).Matches(Certificate).Should().BeFalse();
        EntityIdentifier.FromIssuerAndSerial(DerNull.Instance, Certificate.Structure.SerialNumber).Matches(Certificate).Should().BeFalse();
    }

    [Fact]
    public void Matches_KeyIdentifier_IsComparedAsAWhole()
    {
        byte[] identifier = Certificate.Extensions.SubjectKeyIdentifier.ToArray();

        EntityIdentifier.FromKeyIdentifier(identifier).Matches(Certificate).Should().BeTrue();
        EntityIdentifier.FromKeyIdentifier(identifier.AsMemory(1)).Matches(Certificate).Should().BeFalse();
        EntityIdentifier.FromKeyIdentifier(default).Matches(Certificate).Should().BeFalse();
    }

    [Fact]
    public void Matches_CertificateWithoutKeyIdentifier_ByTheHashOfItsKey()
    {
        PlannedCertificate without = new CertificatePlan("CN=Old") { SubjectKeyIdentifier = [] }.Make();
        byte[] hash = SHA1.HashData(without.Parsed.Structure.SubjectPublicKeyInfo.PublicKey.GetOctets());

        EntityIdentifier.FromKeyIdentifier(hash).Matches(without).Should().BeTrue();
        EntityIdentifier.FromKeyIdentifier(default).Matches(without).Should().BeFalse();
    }

    [Fact]
    public void FromIssuerAndSerial_SerialThatIsNoNumber_IsAFormatError() =>
        FluentActions.Invoking(() => EntityIdentifier.FromIssuerAndSerial(Certificate.Structure.Issuer.ToAsn1Object(), DerNull.Instance)).Should().Throw<CmsFormatException>();

    private static EntityIdentifier Name(Asn1Object commonName) => EntityIdentifier.FromIssuerAndSerial(
        new DerSequence(new DerSet(new DerSequence(X509Name.CN, commonName))), Certificate.Structure.SerialNumber);
}
