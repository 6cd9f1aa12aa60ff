using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class CertificateSizeTests
{
    // The element itself counts, and so does each within.
    private const int MostWithin = 4095;

    [Theory]
    [InlineData(MostWithin, false)]
    [InlineData(MostWithin + 1, true)]
    public void Check_Elements_AreCountedWithTheirParent(int within, bool isTooMuch) => Verify(Many(within), isTooMuch);

    [Theory]
    [InlineData(MostWithin - 2, false)]
    [InlineData(MostWithin - 1, true)]
    public void Check_ElementsWrappedInOctets_AreCountedToo(int within, bool isTooMuch) => Verify(Ber.Sequence(Ber.Octets(Many(within))), isTooMuch);

    [Fact]
    public void Check_OctetsThatHoldNoSequence_AreNotRead()
    {
        Verify(Ber.Sequence(Ber.Octets([])), false);
        Verify(Ber.Sequence(Ber.Octets(Ber.Element(0x31, Many(MostWithin + 1)))), false);
        Verify(Ber.Sequence(Ber.Octets([0x30, 0x05, 0x01])), false);
    }

    [Fact]
    public void Check_OctetsThatCannotBeRead_DoNotEndTheCount() => Verify(Ber.Sequence(Ber.Octets([0x30, 0x05, 0x01]), Many(MostWithin)), true);

    private static byte[] Many(int count) => Ber.Sequence([.. Enumerable.Repeat(Ber.Null, count)]);

    private static void Verify(byte[] encoded, bool isTooMuch)
    {
        Action check = () => CertificateSize.Check(BerElement.Read(ByteSource.From(encoded)));
        if (isTooMuch)
        {
            check.Should().Throw<LimitExceededException>();
        }
        else
        {
            check.Should().NotThrow();
        }
    }
}
