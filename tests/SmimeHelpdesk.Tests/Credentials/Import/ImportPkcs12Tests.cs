using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Nist;
using Org.BouncyCastle.Asn1.Pkcs;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials.Import;

public sealed class ImportPkcs12Tests
{
    private static TestIdentity Identity => ImportMaterial.EllipticCurve;

    public static TheoryData<string, string> OldSchemes => new()
    {
        { PkcsObjectIdentifiers.PbeWithShaAnd3KeyTripleDesCbc.Id, PkcsObjectIdentifiers.PbewithShaAnd40BitRC2Cbc.Id },
        { PkcsObjectIdentifiers.PbeWithShaAnd2KeyTripleDesCbc.Id, PkcsObjectIdentifiers.PbeWithShaAnd128BitRC2Cbc.Id },
        { PkcsObjectIdentifiers.PbeWithShaAnd128BitRC4.Id, PkcsObjectIdentifiers.PbeWithShaAnd40BitRC4.Id },
    };

    [Theory]
    [InlineData("SHA1")]
    [InlineData("SHA256")]
    [InlineData("SHA384")]
    [InlineData("SHA512")]
    public void Import_ModernFile_IsImportedWithItsChain(string mac)
    {
        byte[] file = Pkcs12Writer.Modern(Identity, "geheim", new HashAlgorithmName(mac));

        CredentialImportResult result = ImportMaterial.Import(file, "geheim");

        result.ShouldBe(Identity);
        result.Credentials[0].ExportChain().Should().HaveCount(2);
        ImportMaterial.Import(file, "falsch").ShouldFail(CredentialImportStatus.WrongPassword);
        ImportMaterial.Import(file, "").ShouldFail(CredentialImportStatus.WrongPassword);
        ImportMaterial.Import(file).ShouldFail(CredentialImportStatus.PasswordRequired);
    }

    [Theory]
    [MemberData(nameof(OldSchemes))]
    public void Import_OldFileInBer_IsImported(string keyScheme, string certificateScheme)
    {
        byte[] file = Pkcs12Writer.Legacy(Identity, "geheim", new DerObjectIdentifier(keyScheme), new DerObjectIdentifier(certificateScheme));

        file[1].Should().Be(0x80, "the test is about indefinite lengths");
        ImportMaterial.Import(file, "geheim").ShouldBe(Identity);
        ImportMaterial.Import(file, "falsch").ShouldFail(CredentialImportStatus.WrongPassword);
        ImportMaterial.Import(file).ShouldFail(CredentialImportStatus.PasswordRequired);
    }

    [Fact]
    public void Import_FileWithoutMac_TellsAWrongPasswordByDecrypting()
    {
        byte[] file = Pkcs12Writer.WithoutMac(Identity, "geheim");

        ImportMaterial.Import(file, "geheim").ShouldBe(Identity);
        ImportMaterial.Import(file, "falsch").ShouldFail(CredentialImportStatus.WrongPassword);
        ImportMaterial.Import(file).ShouldFail(CredentialImportStatus.PasswordRequired);
    }

    [Fact]
    public void Import_FileWithoutEncryptionOrMac_NeedsNoPassword()
    {
        byte[] file = Pkcs12Writer.Plain(contents => AddPlain(contents, Identity));

        ImportMaterial.Import(file).ShouldBe(Identity);
        ImportMaterial.Import(file, "unneeded").ShouldBe(Identity);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Import_EmptyPassword_IsTriedInBothSpellings(string? given)
    {
        ImportMaterial.Import(Pkcs12Writer.Modern(Identity, ""), given).ShouldBe(Identity);
        byte[] spelled = Pkcs12Writer.Legacy(
            Identity, "", PkcsObjectIdentifiers.PbeWithShaAnd3KeyTripleDesCbc, PkcsObjectIdentifiers.PbewithShaAnd40BitRC2Cbc);
        ImportMaterial.Import(spelled, given).ShouldBe(Identity);
        ImportMaterial.Import(Pkcs12Writer.Plain(contents => AddPlain(contents, Identity), ""), given).ShouldBe(Identity);
    }

    [Theory]
    [InlineData("pässwörd€")]
    [InlineData("🔑 Schlüssel")]
    [InlineData("パスワード")]
    public void Import_PasswordBeyondAscii_Opens(string password)
    {
        ImportMaterial.Import(Pkcs12Writer.Modern(Identity, password), password).ShouldBe(Identity);
        byte[] legacy = Pkcs12Writer.Legacy(
            Identity, password, PkcsObjectIdentifiers.PbeWithShaAnd3KeyTripleDesCbc, PkcsObjectIdentifiers.PbewithShaAnd40BitRC2Cbc);
        ImportMaterial.Import(legacy, password).ShouldBe(Identity);
    }

    [Fact]
    public void Import_PasswordOfDecomposedCharacters_OpensWhatComposedOnesClosed()
    {
        string typed = "p\u00E4ssw\u00F6rd";
        string pasted = typed.Normalize(System.Text.NormalizationForm.FormD);

        pasted.Should().NotBe(typed);
        ImportMaterial.Import(Pkcs12Writer.Modern(Identity, typed), pasted).ShouldBe(Identity);
    }

    [Fact]
    public void Import_PasswordWithHalfACharacter_IsJustWrong() =>
        ImportMaterial.Import(Pkcs12Writer.Modern(Identity, "x"), "\uD83D").ShouldFail(CredentialImportStatus.WrongPassword);

    [Fact]
    public void Import_Pbes2WithTheBmpStringOfPkcs12_IsOpened()
    {
        byte[] shrouded = Pbes2Writer.Encrypt(Identity.Pkcs8(), [0, (byte)'x', 0, 0], Pbes2Writer.Pbkdf2("1.2.840.113549.2.9", 50));
        byte[] file = Pkcs12Writer.Plain(
            contents =>
            {
                contents.AddCertificate(Identity.Certificate);
                contents.AddSafeBag(new ShroudedBag(shrouded));
            },
            "x");

        ImportMaterial.Import(file, "x").ShouldBe(Identity);
    }

    [Fact]
    public void Import_SeveralPairsWithCrossedAttributes_ArePairedByTheirNumbers()
    {
        TestIdentity other = ImportMaterial.Rsa;
        byte[] file = Pkcs12Writer.Plain(contents =>
        {
            using AsymmetricAlgorithm first = Identity.PrivateKey;
            using AsymmetricAlgorithm second = other.PrivateKey;
            contents.AddKeyUnencrypted(first).Attributes.Add(new Pkcs9LocalKeyId([1]));
            contents.AddKeyUnencrypted(second).Attributes.Add(new Pkcs9LocalKeyId([2]));
            contents.AddCertificate(other.Certificate).Attributes.Add(new Pkcs9LocalKeyId([1]));
            contents.AddCertificate(Identity.Certificate).Attributes.Add(new Pkcs9LocalKeyId([2]));
        });

        CredentialImportResult result = ImportMaterial.Import(file);

        result.Credentials.Select(credential => credential.Sha256).Should().BeEquivalentTo([Identity.Sha256, other.Sha256]);
        result.Credentials.Should().AllSatisfy(KeyProof.Check);
    }

    [Fact]
    public void Import_NestedContentsAndSecrets_AreReadAndIgnored()
    {
        byte[] file = Pkcs12Writer.Plain(contents =>
        {
            var inner = new Pkcs12SafeContents();
            AddPlain(inner, Identity);
            contents.AddNestedContents(inner);
            contents.AddSecret(new Oid("1.2.3.4"), new byte[] { 4, 0 });
        });

        ImportMaterial.Import(file).ShouldBe(Identity);
    }

    [Fact]
    public void Import_CertificatesOnly_HasNoPrivateKey() =>
        ImportMaterial.Import(Pkcs12Writer.Plain(contents => contents.AddCertificate(Identity.Certificate), "x"), "x").ShouldFail(CredentialImportStatus.NoPrivateKey);

    [Fact]
    public void Import_KeyOnly_HasNoCertificate()
    {
        using AsymmetricAlgorithm key = Identity.PrivateKey;
        ImportMaterial.Import(Pkcs12Writer.Plain(contents => contents.AddKeyUnencrypted(key), "x"), "x").ShouldFail(CredentialImportStatus.NoCertificate);
    }

    [Fact]
    public void Import_KeyInOneFileAndCertificateInAnother_AreJoined()
    {
        using AsymmetricAlgorithm key = Identity.PrivateKey;
        byte[] file = Pkcs12Writer.Plain(contents => contents.AddKeyUnencrypted(key));

        ImportMaterial.Import(file, Identity.Certificate.RawData).ShouldBe(Identity);
    }

    [Fact]
    public void Import_Armoured_IsImported() =>
        ImportMaterial.Import(ImportMaterial.Pem("PKCS12", Pkcs12Writer.Modern(Identity, "geheim")), "geheim").ShouldBe(Identity);

    [Fact]
    public void Import_ContentEncryptedToAPublicKey_IsUnsupported()
    {
        var builder = new Pkcs12Builder();
        builder.SealWithoutIntegrity();
        var enveloped = new EnvelopedCms(new System.Security.Cryptography.Pkcs.ContentInfo([1]));
        enveloped.Encrypt(new CmsRecipient(ImportMaterial.Rsa.Certificate));
        var safe = new DerSequence(Asn1Object.FromByteArray(enveloped.Encode()));
        byte[] file = new DerSequence(
            DerInteger.ValueOf(3), new Org.BouncyCastle.Asn1.Pkcs.ContentInfo(PkcsObjectIdentifiers.Data, new DerOctetString(safe.GetEncoded()))).GetEncoded();

        ImportMaterial.Import(file).ShouldFail(CredentialImportStatus.UnsupportedKey);
    }

    private static void AddPlain(Pkcs12SafeContents contents, TestIdentity identity)
    {
        using AsymmetricAlgorithm key = identity.PrivateKey;
        contents.AddKeyUnencrypted(key);
        contents.AddCertificate(identity.Certificate);
    }

    private sealed class ShroudedBag(byte[] encrypted) : Pkcs12SafeBag("1.2.840.113549.1.12.10.1.2", encrypted);
}
