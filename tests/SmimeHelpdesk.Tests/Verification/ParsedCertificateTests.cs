using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class ParsedCertificateTests
{
    private static readonly PlannedKey Key = PlannedKey.Common("P-256");

    [Fact]
    public void Parse_OrdinaryCertificate_HasWhatDotNetSays()
    {
        PlannedCertificate issuer = new CertificatePlan("CN=Root").Make();
        PlannedCertificate certificate = (CertificatePlan.Leaf(issuer) with { SerialNumber = 0x1234 }).Make();
        using System.Security.Cryptography.X509Certificates.X509Certificate2 reference = certificate.Certificate;
        ParsedCertificate parsed = certificate;

        parsed.SubjectDer.ToArray().Should().Equal(reference.SubjectName.RawData);
        parsed.IssuerDer.ToArray().Should().Equal(reference.IssuerName.RawData);
        parsed.SerialNumber.ToArray().Should().Equal(reference.SerialNumberBytes.ToArray());
        parsed.NotBefore.UtcDateTime.Should().Be(reference.NotBefore.ToUniversalTime());
        parsed.NotAfter.UtcDateTime.Should().Be(reference.NotAfter.ToUniversalTime());
        parsed.SubjectPublicKeyInfo.ToArray().Should().Equal(reference.PublicKey.ExportSubjectPublicKeyInfo());
        parsed.Sha256.Should().Be(reference.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256).ToLowerInvariant());
        parsed.Subject.Should().Be("CN=Alice");
        parsed.IsSelfIssued.Should().BeFalse();
        issuer.Parsed.IsSelfIssued.Should().BeTrue();
    }

    [Fact]
    public void Parse_ReadsUsageBitsInOrder()
    {
        const int all = KeyUsage.DigitalSignature | KeyUsage.NonRepudiation | KeyUsage.KeyEncipherment | KeyUsage.DataEncipherment | KeyUsage.KeyAgreement | KeyUsage.KeyCertSign | KeyUsage.CrlSign | KeyUsage.EncipherOnly | KeyUsage.DecipherOnly;

        Usage(all).Should().Be((KeyUsageBits)0x1FF);
        Usage(KeyUsage.DigitalSignature).Should().Be(KeyUsageBits.DigitalSignature);
        Usage(KeyUsage.DecipherOnly).Should().Be(KeyUsageBits.DecipherOnly);
        Usage(KeyUsage.KeyCertSign).Should().Be(KeyUsageBits.KeyCertSign);
        Usage(null).Should().BeNull();

        static KeyUsageBits? Usage(int? bits) => (CertificatePlan.Leaf(null) with { Usage = bits }).Make().Parsed.Extensions.KeyUsage;
    }

    [Theory]
    [InlineData(2049)]
    [InlineData(2050)]
    [InlineData(9999)]
    public void Parse_EitherFormOfTime_IsRead(int year)
    {
        var end = new DateTimeOffset(year, 12, 31, 23, 59, 59, TimeSpan.Zero);

        (CertificatePlan.Leaf(null) with { NotAfter = end }).Make().Parsed.NotAfter.Should().Be(end);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("3000")]
    [InlineData("3080")]
    [InlineData("30800000")]
    [InlineData("0500")]
    [InlineData("3003020101")]
    [InlineData("3084FFFFFFFF")]
    public void Parse_NoCertificate_IsAFormatError(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex);

        FluentActions.Invoking(() => ParsedCertificate.Parse(bytes)).Should().Throw<CmsFormatException>();
        ParsedCertificate.TryParse(bytes).Should().BeNull();
    }

    [Fact]
    public void Parse_EveryPrefixAndEveryFlippedByte_IsACertificateOrAFormatError()
    {
        byte[] der = CertificatePlan.Leaf(null).Make().Der;
        for (int i = 0; i < der.Length; i++)
        {
            byte[] flipped = [.. der];
            flipped[i] ^= 0xFF;
            ParsedCertificate.TryParse(der.AsMemory(0, i)).Should().BeNull();
            _ = ParsedCertificate.TryParse(flipped);
        }
    }

    [Fact]
    public void Parse_BytesAfterTheCertificate_IsAFormatError() =>
        ParsedCertificate.TryParse((byte[])[.. CertificatePlan.Leaf(null).Make().Der, 0]).Should().BeNull();

    [Fact]
    public void Parse_MoreNamesThanAnyoneHas_IsAFormatErrorAtOnce()
    {
        static GeneralName[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => new GeneralName(new X509Name("CN=a")))];

        Unreadable(plan => plan with { AlternativeNames = Names(10_000) });
        Unreadable(plan => plan with { SubjectName = new X509Name(string.Join(',', Enumerable.Repeat("CN=a", 5000))) });
        ParsedCertificate.TryParse(PlannedCertificate.Encode(CertificatePlan.Leaf(null) with { AlternativeNames = Names(500) }, Key)).Should().NotBeNull();
    }

    [Fact]
    public void Parse_ForeignExtensionThatOnlyLooksLikeASequence_IsRead() =>
        (CertificatePlan.Leaf(null) with { Extensions = [("1.2.3.4", false, new DerSequence(new DerOctetString([0x30, 0x02, 0x1F, 0x1F])))] }).Make().Parsed.Subject.Should().Be("CN=Alice");

    [Fact]
    public void Parse_DeepNesting_IsAFormatError()
    {
        Asn1Encodable deep = DerNull.Instance;
        for (int i = 0; i < 100; i++)
        {
            deep = new DerSequence(deep);
        }

        Unreadable(plan => plan with { Extensions = [("2.5.29.30", false, deep)] });
    }

    [Fact]
    public void Parse_ExtensionThatCannotBeRead_IsAFormatError()
    {
        Unreadable(plan => plan with { Usage = null, Extensions = [("2.5.29.15", true, new DerUtf8String("x"))] });
        Unreadable(plan => plan with { Extensions = [("2.5.29.32", false, DerNull.Instance)] });
        Unreadable(plan => plan with { Extensions = [("2.5.29.36", false, new DerSequence(new DerTaggedObject(false, 0, DerInteger.ValueOf(-1))))] });
        Unreadable(plan => plan with { Extensions = [("2.5.29.54", false, DerInteger.ValueOf(-1))] });
        Unreadable(plan => plan with { IsAuthority = null, Extensions = [("2.5.29.19", false, new DerSequence(DerBoolean.True, DerInteger.ValueOf(-1)))] });
    }

    [Fact]
    public void Parse_PathLengthBeyondAnInteger_IsUnlimited() =>
        (CertificatePlan.Leaf(null) with { IsAuthority = null, Extensions = [("2.5.29.19", false, new DerSequence(DerBoolean.True, DerInteger.ValueOf(long.MaxValue)))] })
            .Make().Parsed.Extensions.PathLengthConstraint.Should().Be(int.MaxValue);

    [Fact]
    public void Parse_SameExtensionTwice_IsAFormatError()
    {
        var elements = (Asn1Sequence)Asn1Object.FromByteArray(CertificatePlan.Leaf(null).Make().Der);
        var tbs = (Asn1Sequence)elements[0];
        var extensions = (Asn1Sequence)((Asn1TaggedObject)tbs[^1]).GetExplicitBaseObject();
        var doubled = new DerTaggedObject(true, 3, new DerSequence(extensions.Append(extensions[0]).ToArray()));
        byte[] der = new DerSequence(new DerSequence(tbs.SkipLast(1).Append(doubled).ToArray()), elements[1], elements[2]).GetEncoded();

        ParsedCertificate.TryParse(der).Should().BeNull();
    }

    // The last octet of an Edwards or Weierstrass key in part: whoever asked for the key's octets later would be answered by an exception.
    [Theory]
    [InlineData("P-256")]
    [InlineData("Ed25519")]
    public void Parse_KeyThatEndsWithinAnOctet_IsAFormatError(string key)
    {
        byte[] der = PlannedCertificate.Encode(CertificatePlan.Leaf(null), PlannedKey.Common(key));
        ReadOnlyMemory<byte> info = ParsedCertificate.Parse(der).SubjectPublicKeyInfo;
        int unused = der.AsSpan().IndexOf(info.Span) + info.Length - ParsedCertificate.Parse(der).PublicKeyOctets.Length - 1;
        der[unused].Should().Be(0);
        der[unused] = 4;

        ParsedCertificate.TryParse(der).Should().BeNull();
    }

    [Fact]
    public void Addresses_AlternativeNames_InOrderWithoutDuplicates()
    {
        ParsedCertificate parsed = (CertificatePlan.Leaf(null) with
        {
            SubjectName = new X509Name("E=subject@customer.example,CN=Alice"),
            AlternativeNames =
            [
                new GeneralName(GeneralName.DnsName, "customer.example"), new GeneralName(GeneralName.Rfc822Name, "b@customer.example"), Utf8("jörg@customer.example"),
                new GeneralName(GeneralName.Rfc822Name, "a@customer.example"), new GeneralName(GeneralName.Rfc822Name, "b@customer.example"),
            ],
        }).Make();

        parsed.Addresses.Should().Equal("b@customer.example", "jörg@customer.example", "a@customer.example");
        parsed.HasAddress("JÖRG@customer.example").Should().BeFalse();
        parsed.HasAddress("jörg@Customer.example").Should().BeTrue();
        parsed.HasAddress("A@customer.example").Should().BeTrue();
        parsed.HasAddress("subject@customer.example").Should().BeFalse();
        parsed.HasAddress("x@customer.example").Should().BeFalse("a host's name is nobody's address");
        parsed.HasAddress(null).Should().BeFalse();
    }

    [Fact]
    public void Addresses_OnlyInSubject_AreRead()
    {
        ParsedCertificate parsed = (CertificatePlan.Leaf(null) with { SubjectName = new X509Name("E=alice@customer.example,CN=Alice"), AlternativeNames = [new GeneralName(GeneralName.DnsName, "customer.example")] }).Make();

        parsed.Addresses.Should().Equal("alice@customer.example");
        parsed.HasAddress("alice@customer.example").Should().BeTrue();
    }

    [Theory]
    [InlineData("alice@customer.example ")]
    [InlineData(" alice@customer.example")]
    [InlineData("alice@customer.example\0")]
    [InlineData("alice@customer.example\0.attacker.example")]
    [InlineData("\"alice\"@customer.example")]
    [InlineData("alice(x)@customer.example")]
    [InlineData("<alice@customer.example>")]
    public void HasAddress_DisguisedAddressInTheCertificate_IsNotTheAddress(string written)
    {
        ParsedCertificate inName = (CertificatePlan.Leaf(null) with { AlternativeNames = [new GeneralName(GeneralName.Rfc822Name, new DerIA5String(written))] }).Make();
        ParsedCertificate inOther = (CertificatePlan.Leaf(null) with { AlternativeNames = [Utf8(written)] }).Make();

        inName.HasAddress("alice@customer.example").Should().BeFalse();
        inOther.HasAddress("alice@customer.example").Should().BeFalse();
    }

    [Fact]
    public void Addresses_Many_AreBounded()
    {
        GeneralName[] names = [.. Enumerable.Range(0, 1000).Select(i => new GeneralName(GeneralName.Rfc822Name, $"a{i}@customer.example"))];

        (CertificatePlan.Leaf(null) with { AlternativeNames = names }).Make().Parsed.Addresses.Should().HaveCount(256);
    }

    private static GeneralName Utf8(string text) => new(GeneralName.OtherName, new OtherName(new DerObjectIdentifier("1.3.6.1.5.5.7.8.9"), new DerUtf8String(text)));

    private static void Unreadable(Func<CertificatePlan, CertificatePlan> change) =>
        ParsedCertificate.TryParse(PlannedCertificate.Encode(change(CertificatePlan.Leaf(null)), Key)).Should().BeNull();

    [Fact]
    public void Parse_UsageWithMoreBitsThanThereAre_HasThoseThatThereAre() =>
        (CertificatePlan.Leaf(null) with { Usage = null, Extensions = [("2.5.29.15", true, new DerBitString([0xFF, 0xFF]))] })
            .Make().Parsed.Extensions.KeyUsage.Should().Be((KeyUsageBits)0x1FF);

    [Fact]
    public void Addresses_OtherNames_AreNone() =>
        (CertificatePlan.Leaf(null) with { AlternativeNames = [new GeneralName(GeneralName.DnsName, "bob@customer.example"), new GeneralName(GeneralName.Rfc822Name, "alice@customer.example")] })
            .Make().Parsed.Addresses.Should().Equal("alice@customer.example");

    [Fact]
    public void Addresses_ManyOfThem_AreBounded() =>
        (CertificatePlan.Leaf(null) with { AlternativeNames = [.. Enumerable.Range(0, 300).Select(i => new GeneralName(GeneralName.Rfc822Name, $"a{i}@customer.example"))] })
            .Make().Parsed.Addresses.Should().HaveCount(256);
}
