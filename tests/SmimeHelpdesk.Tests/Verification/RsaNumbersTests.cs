using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class RsaNumbersTests
{
    [Theory]
    [InlineData(35, 3, true)]
    [InlineData(36, 3, false)]
    [InlineData(35, 4, false)]
    public void IsOdd_EvenModulusOrExponent_IsNot(int modulus, int exponent, bool isOdd) =>
        RsaNumbers.Read(new SubjectPublicKeyInfo(new AlgorithmIdentifier(new DerObjectIdentifier("1.2.840.113549.1.1.1"), DerNull.Instance), new DerSequence(DerInteger.ValueOf(modulus), DerInteger.ValueOf(exponent))))
            .IsOdd.Should().Be(isOdd);
}
