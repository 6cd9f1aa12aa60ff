using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using SmimeHelpdesk.Credentials.Formats;

namespace SmimeHelpdesk.Tests.Credentials.Import;

public sealed class KeyMaterialHygieneTests
{
    [Fact]
    public void Dispose_OwnedBuffers_AreZero()
    {
        var secrets = new SecretBuffers();
        byte[] octets = secrets.Octets(3);
        byte[] owned = secrets.Own([1, 2, 3]);
        char[] characters = secrets.Characters(3);
        octets.AsSpan().Fill(7);
        characters.AsSpan().Fill('x');

        secrets.Dispose();

        octets.Should().OnlyContain(value => value == 0);
        owned.Should().OnlyContain(value => value == 0);
        characters.Should().OnlyContain(value => value == '\0');
    }

    [Fact]
    public void Import_KeysOfTheImport_AreZeroedAndTheCredentialsAreNot()
    {
        var context = new ImportContext("geheim", SmimeLimits.Default);
        FileReader.Read(Pkcs12Writer.Modern(ImportMaterial.EllipticCurve, "geheim"), context);
        ImportedKey key = context.Found.Keys.Should().ContainSingle().Subject;
        CredentialImportResult result = CredentialAssembler.Assemble(context.Found, ImportMaterial.AtNow, TestPki.TestAuthority.Now);

        context.Dispose();

        key.Pkcs8.Should().OnlyContain(value => value == 0);
        result.ShouldBe(ImportMaterial.EllipticCurve);
    }

    [Fact]
    public void Encodings_OfThePassword_AreZeroed()
    {
        var secrets = new SecretBuffers();
        var password = new ImportPassword("grün", secrets);
        byte[][] encodings = [.. password.ForPkcs5(withinPkcs12: true), .. password.ForPkcs12()];
        encodings.Should().HaveCountGreaterThan(4);

        secrets.Dispose();

        encodings.Should().AllSatisfy(encoding => encoding.Should().OnlyContain(value => value == 0));
    }

    [Fact]
    public void ToString_OfAKey_ShowsNothing() => new ImportedKey("identity", [1, 2, 3]).ToString().Should().Be(nameof(ImportedKey));

    [Theory]
    [InlineData("1.3.14.3.2.26", 1, 24, 1000)]
    [InlineData("1.3.14.3.2.26", 2, 8, 1)]
    [InlineData("2.16.840.1.101.3.4.2.1", 3, 32, 100)]
    [InlineData("2.16.840.1.101.3.4.2.4", 3, 28, 10)]
    [InlineData("2.16.840.1.101.3.4.2.3", 1, 200, 10)]
    public void Derive_ForPkcs12_AgreesWithAnotherImplementation(string digest, int purpose, int length, int iterations)
    {
        byte[] password = [.. Encoding.BigEndianUnicode.GetBytes("pässwörd"), 0, 0];
        byte[] salt = RandomNumberGenerator.GetBytes(20);
        using var context = new ImportContext(null, SmimeLimits.Default);

        byte[] derived = Pkcs12Derivation.Derive(KdfDigest.FromOid(digest), (byte)purpose, password, salt, iterations, length, context);

        derived.Should().Equal(Reference(digest, purpose, password, salt, iterations, length));
    }

    private static byte[] Reference(string oid, int purpose, byte[] password, byte[] salt, int iterations, int length)
    {
        IDigest digest = oid switch
        {
            "1.3.14.3.2.26" => new Sha1Digest(),
            "2.16.840.1.101.3.4.2.1" => new Sha256Digest(),
            "2.16.840.1.101.3.4.2.4" => new Sha224Digest(),
            _ => new Sha512Digest(),
        };
        var generator = new Pkcs12ParametersGenerator(digest);
        generator.Init(password, salt, iterations);
        return purpose switch
        {
            1 => ((KeyParameter)generator.GenerateDerivedParameters("AES", length * 8)).GetKey(),
            2 => ((ParametersWithIV)generator.GenerateDerivedParameters("AES", 128, length * 8)).GetIV(),
            _ => ((KeyParameter)generator.GenerateDerivedMacParameters(length * 8)).GetKey(),
        };
    }
}
