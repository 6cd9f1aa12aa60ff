using System.Text;
using Org.BouncyCastle.Asn1;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials.Import;

public sealed class ImportPkcs12IntegrityTests
{
    private static readonly byte[] Password = Encoding.UTF8.GetBytes("pässwörd");

    private static TestIdentity Identity => ImportMaterial.EllipticCurve;

    private static byte[] Unsealed => Pkcs12Writer.WithoutMac(Identity, "pässwörd");

    [Theory]
    [InlineData(20)]
    [InlineData(32)]
    [InlineData(64)]
    public void Import_Pbmac1_IsVerified(int keyLength)
    {
        byte[] file = Pkcs12Writer.SealPbmac1(Unsealed, Password, keyLength);

        ImportMaterial.Import(file, "pässwörd").ShouldBe(Identity);
        ImportMaterial.Import(file, "falsch").ShouldFail(CredentialImportStatus.WrongPassword);
        ImportMaterial.Import(file).ShouldFail(CredentialImportStatus.PasswordRequired);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(65)]
    [InlineData(100_000_000)]
    public void Import_Pbmac1WithoutASaneKeyLength_IsMalformed(int? keyLength) =>
        ImportMaterial.Import(Pkcs12Writer.SealPbmac1(Unsealed, Password, keyLength), "pässwörd").ShouldFail(CredentialImportStatus.Malformed);

    [Fact]
    public void Import_Pbmac1WithOddSalt_IsMalformed() =>
        ImportMaterial.Import(Pkcs12Writer.SealPbmac1(Unsealed, Password, 32, salt: DerInteger.One), "pässwörd").ShouldFail(CredentialImportStatus.Malformed);

    [Fact]
    public void Import_Pbmac1WithAnotherFunction_DoesNotVerify()
    {
        ImportMaterial.Import(Pkcs12Writer.SealPbmac1(Unsealed, Password, 32, "1.2.840.113549.2.11"), "pässwörd").ShouldFail(CredentialImportStatus.WrongPassword);
        ImportMaterial.Import(Pkcs12Writer.SealPbmac1(Unsealed, Password, 32, "1.2.3.4"), "pässwörd").ShouldFail(CredentialImportStatus.UnsupportedKey);
    }

    [Fact]
    public void Import_ContentChangedUnderTheMac_IsNotImported()
    {
        byte[] file = Pkcs12Writer.Plain(contents => contents.AddCertificate(Identity.Certificate), "x");
        byte[] serial = Identity.Certificate.SerialNumberBytes.ToArray();
        file[file.AsSpan().IndexOf(serial)] ^= 1;

        ImportMaterial.Import(file, "x").ShouldFail(CredentialImportStatus.WrongPassword);
    }
}
