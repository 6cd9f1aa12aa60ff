using System.Security.Cryptography;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Cms.Reading;

/// <summary>Every way of wrapping a content key, through the front door.</summary>
public sealed class RecipientTests
{
    private static readonly byte[] Material = "user keying material"u8.ToArray();
    private static readonly KeyedIdentity Rsa = SharedIdentities.Desk("RSA-2048");

    [Theory]
    [InlineData("P-256", "1.3.133.16.840.63.0.2", "SHA-1", CmsOids.Aes128Wrap)]
    [InlineData("P-256", "1.3.132.1.11.0", "SHA-224", CmsOids.Aes256Wrap)]
    [InlineData("P-256", "1.3.132.1.11.1", "SHA-256", CmsOids.Aes192Wrap)]
    [InlineData("P-256", "1.3.132.1.11.2", "SHA-384", CmsOids.Aes256Wrap)]
    [InlineData("P-256", "1.3.132.1.11.3", "SHA-512", CmsOids.Aes256Wrap)]
    [InlineData("P-256", "1.3.133.16.840.63.0.3", "SHA-1", CmsOids.Aes256Wrap)]
    [InlineData("P-256", "1.3.132.1.14.0", "SHA-224", CmsOids.Aes128Wrap)]
    [InlineData("P-256", "1.3.132.1.14.1", "SHA-256", CmsOids.Aes128Wrap)]
    [InlineData("P-256", "1.3.132.1.14.2", "SHA-384", CmsOids.Aes128Wrap)]
    [InlineData("P-256", "1.3.132.1.14.3", "SHA-512", CmsOids.Aes128Wrap)]
    [InlineData("P-384", "1.3.132.1.11.2", "SHA-384", CmsOids.Aes256Wrap)]
    [InlineData("P-521", "1.3.132.1.11.3", "SHA-512", CmsOids.Aes256Wrap)]
    [InlineData("brainpoolP256r1", "1.3.132.1.11.1", "SHA-256", CmsOids.Aes128Wrap)]
    [InlineData("brainpoolP384r1", "1.3.132.1.11.2", "SHA-384", CmsOids.Aes256Wrap)]
    [InlineData("brainpoolP512r1", "1.3.132.1.11.3", "SHA-512", CmsOids.Aes256Wrap)]
    [InlineData("X25519", "1.2.840.113549.1.9.16.3.19", "SHA-256", CmsOids.Aes128Wrap)]
    [InlineData("X25519", "1.2.840.113549.1.9.16.3.20", "SHA-384", CmsOids.Aes256Wrap)]
    [InlineData("X25519", "1.2.840.113549.1.9.16.3.21", "SHA-512", CmsOids.Aes256Wrap)]
    [InlineData("X25519", "1.3.132.1.11.1", "SHA-256", CmsOids.Aes256Wrap)]
    public async Task OpenAsync_KeyAgreement_GivesTheText(string key, string scheme, string hash, string wrap)
    {
        KeyedIdentity desk = SharedIdentities.Desk(key);
        var plan = new AgreementPlan(scheme, hash, wrap);
        bool isHkdf = scheme.StartsWith("1.2.840.113549", StringComparison.Ordinal);
        AgreementPlan[] plans =
        [
            plan, plan with { HasNull = true }, plan with { WritesNullOnly = true }, plan with { UserKeyingMaterial = Material }, plan with { UserKeyingMaterial = Material, HasNull = true },
            plan with { ByKeyIdentifier = true }, plan with { IsCompressed = !isHkdf }, plan with { UserKeyingMaterial = Material, IsSalted = isHkdf },
        ];
        foreach (AgreementPlan each in plans)
        {
            EncryptionVerdict verdict = await DecryptionDoor.ExpectTextAsync(To(ForgedRecipient.Agreement(desk, each)), desk);
            verdict.KeyAlgorithm.Should().Be("ECDH-" + key);
        }
    }

    [Fact]
    public async Task OpenAsync_PointOffTheCurve_GivesNothing()
    {
        // Agreements with points of other curves would give the private key away piece by piece.
        KeyedIdentity desk = SharedIdentities.Desk();
        foreach (Func<byte[], byte[]> change in new Func<byte[], byte[]>[] { FlipLastBit, point => [4, .. new byte[64]], _ => [0], point => [.. point, 0], point => point[..33], _ => [] })
        {
            await DecryptionDoor.ExpectNothingAsync(To(ForgedRecipient.Agreement(desk, AgreementPlan.Usual with { ChangePoint = change })), desk);
        }
    }

    [Fact]
    public async Task OpenAsync_X25519PointOfSmallOrder_GivesNothing()
    {
        // Anybody knows the secret that these agree on (RFC 7748 section 6.1): all zeros.
        KeyedIdentity desk = SharedIdentities.Desk("X25519");
        foreach (byte[] point in new[] { new byte[32], [1, .. new byte[31]] })
        {
            AgreementPlan plan = AgreementPlan.Hkdf with { ChangePoint = _ => point, Secret = new byte[32] };
            await DecryptionDoor.ExpectNothingAsync(To(ForgedRecipient.Agreement(desk, plan)), desk);
        }
    }

    [Theory]
    [InlineData("ML-KEM-512", CmsOids.Aes128Wrap)]
    [InlineData("ML-KEM-768", CmsOids.Aes256Wrap)]
    [InlineData("ML-KEM-1024", CmsOids.Aes256Wrap)]
    public async Task OpenAsync_MlKem_GivesTheText(string key, string wrap)
    {
        KeyedIdentity desk = SharedIdentities.Desk(key);
        foreach (HashAlgorithmName hash in new[] { HashAlgorithmName.SHA256, HashAlgorithmName.SHA384, HashAlgorithmName.SHA512 })
        {
            EncryptionVerdict verdict = await DecryptionDoor.ExpectTextAsync(To(ForgedRecipient.Kem(desk, wrap, hash, [])), desk);
            verdict.KeyAlgorithm.Should().Be(key);
            await DecryptionDoor.ExpectTextAsync(To(ForgedRecipient.Kem(desk, wrap, hash, Material)), desk);
        }

        await DecryptionDoor.ExpectNothingAsync(To(ForgedRecipient.Kem(desk, wrap, HashAlgorithmName.SHA256, [], statedLength: 8)), desk);
    }

    [Theory]
    [InlineData(CmsOids.Sha1, CmsOids.Sha1, "")]
    [InlineData(CmsOids.Sha256, CmsOids.Sha1, "")]
    [InlineData(CmsOids.Sha224, CmsOids.Sha224, "")]
    [InlineData(CmsOids.Sha256, CmsOids.Sha512, "")]
    [InlineData(CmsOids.Sha384, CmsOids.Sha384, "label")]
    [InlineData(CmsOids.Sha512, CmsOids.Sha256, "label")]
    public async Task OpenAsync_Oaep_GivesTheText(string hash, string mask, string label) =>
        await DecryptionDoor.ExpectTextAsync(To(ForgedRecipient.Oaep(Rsa, hash, mask, System.Text.Encoding.ASCII.GetBytes(label))), Rsa);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task OpenAsync_KeyTransport_GivesTheText(bool byKeyIdentifier) =>
        DecryptionDoor.ExpectTextAsync(To(ForgedRecipient.KeyTransport(Rsa, byKeyIdentifier)), Rsa);

    [Fact]
    public async Task OpenAsync_CiphertextWithoutItsLeadingZeros_GivesTheText()
    {
        // One in 256 begins with a zero octet, which some programs leave out.
        bool isShort = false;
        ForgedEnvelope envelope = To(key =>
        {
            while (true)
            {
                byte[] entry = ForgedRecipient.KeyTransport(Rsa, change: encrypted =>
                {
                    isShort = encrypted[0] == 0;
                    return encrypted.AsSpan().TrimStart((byte)0).ToArray();
                })(key);
                if (isShort)
                {
                    return entry;
                }
            }
        });

        await DecryptionDoor.ExpectTextAsync(envelope, Rsa);
    }

    [Fact]
    public async Task OpenAsync_DamagedFirstEntryForTheSameKey_TriesTheSecond()
    {
        await DecryptionDoor.ExpectTextAsync(To(ForgedRecipient.KeyTransport(Rsa, change: FlipLastBit), ForgedRecipient.KeyTransport(Rsa)), Rsa);
        KeyedIdentity curve = SharedIdentities.Desk();
        await DecryptionDoor.ExpectTextAsync(
            To(ForgedRecipient.Agreement(curve, AgreementPlan.Usual with { ChangePoint = FlipLastBit }), ForgedRecipient.Agreement(curve, AgreementPlan.Usual)), curve);
    }

    [Fact]
    public async Task OpenAsync_WrongKeyThatUnwrapsFirst_TriesTheSecond() =>
        await DecryptionDoor.ExpectTextAsync(To(key => ForgedRecipient.KeyTransport(Rsa)(RandomNumberGenerator.GetBytes(key.Length)), ForgedRecipient.KeyTransport(Rsa)), Rsa);

    [Fact]
    public async Task OpenAsync_KindsOfRecipientThatNobodyKnows_AreSkipped() =>
        await DecryptionDoor.ExpectTextAsync(To([.. ForgedRecipient.Strangers, ForgedRecipient.KeyTransport(SharedIdentities.Alice("RSA-2048")), ForgedRecipient.KeyTransport(Rsa)]), Rsa);

    [Fact]
    public async Task OpenAsync_NobodyWeAre_SaysSo()
    {
        await DecryptionDoor.ExpectNothingAsync(To([.. ForgedRecipient.Strangers]), Rsa, EncryptionReason.NoMatchingKey);
        await DecryptionDoor.ExpectNothingAsync(To(ForgedRecipient.KeyTransport(SharedIdentities.Alice("RSA-2048"))), Rsa, EncryptionReason.NoMatchingKey);
        await DecryptionDoor.ExpectNothingAsync(To(), Rsa, EncryptionReason.NoMatchingKey);
    }

    [Theory]
    [InlineData("RSA-2048")]
    [InlineData("P-256")]
    [InlineData("X25519")]
    public async Task OpenAsync_CertificateRenewedWithTheSameKey_StillOpensMailToTheOldOne(string kind)
    {
        // Behind a hundred strangers of other kinds of key, so that no attempt may be wasted on them.
        KeyedIdentity old = SharedIdentities.Desk(kind);
        KeyedIdentity renewed = old.Renewed();
        KeyedIdentity stranger = SharedIdentities.Of(kind == "RSA-2048" ? "P-256" : "RSA-2048", "stranger@elsewhere.example");
        Func<byte[], byte[]> strange = kind == "RSA-2048" ? ForgedRecipient.Agreement(stranger, AgreementPlan.Usual) : ForgedRecipient.KeyTransport(stranger);
        Func<byte[], byte[]> own = kind switch
        {
            "RSA-2048" => ForgedRecipient.KeyTransport(old),
            "X25519" => ForgedRecipient.Agreement(old, AgreementPlan.Hkdf),
            _ => ForgedRecipient.Agreement(old, AgreementPlan.Usual),
        };

        await DecryptionDoor.ExpectTextAsync(To([.. Enumerable.Repeat(strange, 100), own]), renewed);
    }

    [Theory]
    [InlineData("AES-256-CBC")]
    [InlineData("AES-256-GCM")]
    public async Task OpenAsync_AnyFailure_LooksLikeEveryOther(string cipher)
    {
        EncryptionVerdict[] verdicts =
        [
            await DecryptionDoor.ExpectNothingAsync(To(cipher, ForgedRecipient.KeyTransport(Rsa, change: FlipLastBit)), Rsa),
            await DecryptionDoor.ExpectNothingAsync(To(cipher, ForgedRecipient.KeyTransport(Rsa, change: encrypted => new byte[encrypted.Length])), Rsa),
            await DecryptionDoor.ExpectNothingAsync(To(cipher, ForgedRecipient.KeyTransport(Rsa, change: encrypted => encrypted[..100])), Rsa),
            await DecryptionDoor.ExpectNothingAsync(To(cipher, key => ForgedRecipient.KeyTransport(Rsa)(key[..16])), Rsa),
            await DecryptionDoor.ExpectNothingAsync(To(cipher, key => ForgedRecipient.KeyTransport(Rsa)(RandomNumberGenerator.GetBytes(32))), Rsa),
            await DecryptionDoor.ExpectNothingAsync(To(cipher, key => ForgedRecipient.Oaep(Rsa, CmsOids.Sha256, CmsOids.Sha1, [])(key[..8])), Rsa),
            await DecryptionDoor.ExpectNothingAsync(To(cipher, ForgedRecipient.KeyTransport(Rsa)) with { Change = ciphertext => [.. ciphertext[..^1], (byte)(ciphertext[^1] ^ 0x80)] }, Rsa),
            await DecryptionDoor.ExpectNothingAsync(To(cipher, ForgedRecipient.KeyTransport(Rsa)) with { Change = ciphertext => ciphertext[..^16] }, Rsa),
        ];

        verdicts.Should().AllBeEquivalentTo(verdicts[0]);
    }

    private static ForgedEnvelope To(params Func<byte[], byte[]>[] recipients) => To("AES-256-GCM", recipients);

    private static ForgedEnvelope To(string cipher, params Func<byte[], byte[]>[] recipients) => ForgedEnvelope.For(cipher, ForgedMail.Entity, recipients);

    private static byte[] FlipLastBit(byte[] bytes)
    {
        byte[] changed = [.. bytes];
        changed[^1] ^= 1;
        return changed;
    }
}
