using System.Security.Cryptography;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Credentials.Formats;
using SmimeHelpdesk.Tests.Credentials.Import;

namespace SmimeHelpdesk.Tests.Credentials;

public sealed class PrivateKeyFactoryTests
{
    [Fact]
    public void Open_Rsa_GivesAnRsaObject()
    {
        using MailboxPrivateKey key = PrivateKeyFactory.Open(ImportMaterial.Rsa.Pkcs8());

        key.Rsa!.KeySize.Should().Be(2048);
        key.Ecdsa.Should().BeNull();
        key.Pkcs8.Should().BeNull();
    }

    [Fact]
    public void Open_RsaRestrictedToPss_GivesAnRsaObject()
    {
        using MailboxPrivateKey key = PrivateKeyFactory.Open(ForeignKey.RsaPss().Pkcs8);

        key.Rsa.Should().NotBeNull();
    }

    [Fact]
    public void Open_EllipticCurve_GivesObjectsForBothUses()
    {
        using MailboxPrivateKey key = PrivateKeyFactory.Open(ImportMaterial.EllipticCurve.Pkcs8());

        key.Ecdsa.Should().NotBeNull();
        key.Ecdh.Should().NotBeNull();
    }

    [Fact]
    public void Open_SoftwareKey_IsKeptAndZeroedOnDispose()
    {
        MailboxPrivateKey key = PrivateKeyFactory.Open(ForeignKey.X25519().Pkcs8);
        byte[] held = key.Pkcs8!;
        held.Should().Contain(value => value != 0);

        key.Dispose();

        held.Should().OnlyContain(value => value == 0);
    }

    [Fact]
    public void Open_KindThatCannotBeUsed_Throws() =>
        Opening(ForeignKey.X448().Pkcs8).Should().Throw<CmsFormatException>();

    [Fact]
    public void Open_DamagedAnywhere_ThrowsOnlyTheFormatException()
    {
        byte[] pkcs8 = ImportMaterial.Rsa.Pkcs8();
        for (int length = 0; length < pkcs8.Length; length += 7)
        {
            Opening(pkcs8[..length]).Should().Throw<CmsFormatException>();
        }

        for (int i = 0; i < pkcs8.Length; i += 11)
        {
            byte[] changed = [.. pkcs8];
            changed[i] ^= 0x41;
            try
            {
                PrivateKeyFactory.Open(changed).Dispose();
            }
            catch (CmsFormatException exception)
            {
                exception.ToString().Should().NotContain(Convert.ToHexString(pkcs8.AsSpan(40, 8)));
            }
        }
    }

    private static Action Opening(byte[] pkcs8) => () => PrivateKeyFactory.Open(pkcs8).Dispose();
}
