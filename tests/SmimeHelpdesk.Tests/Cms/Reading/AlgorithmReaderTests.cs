using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Tests.Cms.Reading;

public sealed class AlgorithmReaderTests
{
    [Theory]
    [InlineData("1.2.840.113549.1.1.1", "0500")]
    [InlineData("1.2.840.113549.1.1.11", "0500")]
    [InlineData("1.2.840.10045.4.3.2", "")]
    [InlineData("2.16.840.1.101.3.4.2.1", "")]
    [InlineData("2.16.840.1.101.3.4.2.1", "0500")]
    [InlineData("2.16.840.1.101.3.4.2.2", "0500")]
    [InlineData("2.16.840.1.101.3.4.1.2", "0410000102030405060708090A0B0C0D0E0F")]
    [InlineData("2.16.840.1.101.3.4.1.22", "0410000102030405060708090A0B0C0D0E0F")]
    [InlineData("2.16.840.1.101.3.4.1.42", "0410000102030405060708090A0B0C0D0E0F")]
    [InlineData("2.16.840.1.101.3.4.1.42", "04080001020304050607")]
    [InlineData("2.16.840.1.101.3.4.1.42", "")]
    [InlineData("1.2.840.113549.3.7", "04080001020304050607")]
    public void Read_KnownOrNot_IsWhatAParserReads(string oid, string parameters)
    {
        var identifier = new DerObjectIdentifier(oid);
        AlgorithmIdentifier written = parameters.Length == 0
            ? new AlgorithmIdentifier(identifier)
            : new AlgorithmIdentifier(identifier, Asn1Object.FromByteArray(Convert.FromHexString(parameters)));

        AlgorithmIdentifier read = Read(written.GetEncoded(Asn1Encodable.Der));

        read.Should().Be(written);
        read.GetEncoded().Should().Equal(written.GetEncoded());
    }

    [Theory]
    [InlineData("3000")]
    [InlineData("0500")]
    [InlineData("3003020101")]
    public void Read_NoAlgorithm_IsAFormatError(string hex) =>
        FluentActions.Invoking(() => Read(Convert.FromHexString(hex))).Should().Throw<CmsFormatException>();

    private static AlgorithmIdentifier Read(byte[] encoded) => AlgorithmReader.Read(BerElement.Read(ByteSource.From(encoded)));
}
