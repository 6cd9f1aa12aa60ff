using System.Security.Cryptography;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Cms.Mutation;

/// <summary>Every kind of structure that is read, in small.</summary>
internal static class StructureSeeds
{
    private static readonly string[] SigningKeys = ["P-256", "P-384", "P-521", "brainpoolP256r1", "Ed25519", "Ed448", "RSA-2048", "ML-DSA-44"];

    /// <summary>The keys of the mailbox that receives them.</summary>
    public static KeyedIdentity[] Agents { get; } = [Rsa, Curve, X25519, Kem];

    public static IReadOnlyList<StructureSeed> All() => [.. Signed(), .. Enveloped(), .. Nested()];

    private static KeyedIdentity Rsa => SharedIdentities.Desk("RSA-2048");

    private static KeyedIdentity Curve => SharedIdentities.Desk();

    private static KeyedIdentity X25519 => SharedIdentities.Desk("X25519");

    private static KeyedIdentity Kem => SharedIdentities.Desk("ML-KEM-512");

    private static ForgedSigner Alice => new(SharedIdentities.Alice());

    private static IEnumerable<StructureSeed> Signed()
    {
        foreach (string key in SigningKeys)
        {
            ForgedSignature signature = ForgedSignature.By(ForgedMail.Entity, SharedIdentities.Alice(key));
            yield return StructureSeed.Opaque(key, signature);
            yield return StructureSeed.Detached(key, signature);
        }

        foreach (string key in new[] { "P-256", "Ed25519", "RSA-2048", "ML-DSA-44" })
        {
            yield return StructureSeed.Opaque(key + " without attributes", new ForgedSignature(ForgedMail.Entity, new ForgedSigner(SharedIdentities.Alice(key)) { HasAttributes = false }));
        }

        yield return StructureSeed.Opaque("PSS", new ForgedSignature(ForgedMail.Entity, new ForgedSigner(SharedIdentities.Alice("RSA-2048")) { Pss = (CmsOids.Sha256, CmsOids.Sha1, 20) }));
        yield return StructureSeed.Opaque("by key identifier", new ForgedSignature(ForgedMail.Entity, Alice with { ByKeyIdentifier = true }));
        yield return StructureSeed.Opaque("unsigned attributes", new ForgedSignature(ForgedMail.Entity, Alice with { UnsignedAttributes = [ForgedSigner.Attribute("1.2.3", Ber.Integer(1))] }));
        yield return StructureSeed.Opaque("two signers", new ForgedSignature(ForgedMail.Entity, Alice, new ForgedSigner(SharedIdentities.Of("P-256", "bob@elsewhere.example"))));
        yield return StructureSeed.Opaque("impostor in the bag", new ForgedSignature(ForgedMail.Entity, Alice) { MoreCertificates = [KeyedIdentity.Impostor(SharedIdentities.Alice()).Certificate.Der.ToArray()] });
        yield return StructureSeed.Detached("more attributes", new ForgedSignature(ForgedMail.Entity, Alice with
        {
            MoreAttributes =
            [
                ForgedSigner.Attribute("1.2.840.113549.1.9.15", Ber.Sequence(Ber.Algorithm("2.16.840.1.101.3.4.1.42"))),
                ForgedSigner.Attribute("1.2.840.113549.1.9.16.2.47", Ber.Sequence(Ber.Sequence(Ber.Sequence(Ber.Octets(SHA256.HashData(SharedIdentities.Alice().Certificate.Der.Span)))))),
                ForgedSigner.Attribute("1.2.840.113549.1.9.52", Ber.Sequence(Ber.Algorithm(CmsOids.Sha256), Ber.Context(1, Ber.Oid("1.2.840.10045.4.3.2")))),
                ForgedSigner.Attribute("1.2.840.113549.1.9.16.2.11", Ber.Retagged(0xA0, ForgedSigner.IssuerAndSerial(SharedIdentities.Alice().Certificate))),
            ],
        }));
    }

    private static IEnumerable<StructureSeed> Enveloped()
    {
        foreach (string cipher in new[] { "AES-128-CBC", "AES-256-GCM", "ChaCha20-Poly1305" })
        {
            yield return StructureSeed.Enveloped("RSA", Envelope(cipher, ForgedRecipient.KeyTransport(Rsa)));
            yield return StructureSeed.Enveloped("ECDH", Envelope(cipher, ForgedRecipient.Agreement(Curve, AgreementPlan.Usual)));
            yield return StructureSeed.Enveloped("X25519", Envelope(cipher, ForgedRecipient.Agreement(X25519, AgreementPlan.Hkdf)));
            yield return StructureSeed.Enveloped("ML-KEM", Envelope(cipher, ForgedRecipient.Kem(Kem, CmsOids.Aes128Wrap, HashAlgorithmName.SHA256, [1, 2, 3])));
        }

        yield return StructureSeed.Enveloped("OAEP", Envelope("AES-256-GCM", ForgedRecipient.Oaep(Rsa, CmsOids.Sha256, CmsOids.Sha256, [])));
        yield return StructureSeed.Enveloped("ukm", Envelope("AES-128-GCM", ForgedRecipient.Agreement(Curve, AgreementPlan.Usual with { UserKeyingMaterial = [1, 2], ByKeyIdentifier = true })));
        yield return StructureSeed.Enveloped("many", Envelope("AES-128-GCM", [.. ForgedRecipient.Strangers, ForgedRecipient.KeyTransport(Rsa), ForgedRecipient.Agreement(Curve, AgreementPlan.Usual)]));
        yield return StructureSeed.Enveloped("derived", Envelope("AES-256-GCM", ForgedRecipient.Agreement(Curve, AgreementPlan.Usual)) with { IsDerived = true });
        yield return StructureSeed.Enveloped("attributes", Envelope("AES-256-GCM", ForgedRecipient.Agreement(Curve, AgreementPlan.Usual)) with
        {
            AuthenticatedAttributes = [ForgedSigner.Attribute(CmsOids.ContentType, Ber.Oid(CmsOids.Data)), ForgedSigner.Attribute("1.2.3", Ber.Integer(1))],
        });
    }

    private static IEnumerable<StructureSeed> Nested()
    {
        ForgedSignature signature = new(ForgedMail.Entity, Alice);
        string sha256 = Alice.Identity.Certificate.Sha256;
        byte[] signed = ForgedMail.Part(signature.Encode(), "application/pkcs7-mime; smime-type=signed-data");
        foreach (string cipher in new[] { "AES-128-CBC", "AES-256-GCM" })
        {
            StructureSeed outer = StructureSeed.Enveloped("around a signature", ForgedEnvelope.For(cipher, signed, ForgedRecipient.Agreement(Curve, AgreementPlan.Usual)));
            yield return outer with { SignerSha256 = sha256 };
            yield return new StructureSeed("signature within " + cipher, signature.Encode(), cms => Around(cipher, cms)) { SignerSha256 = sha256, IsEncrypted = true };
        }

        byte[] compressed = ForgedCompression.Encode(ForgedMail.Entity);
        yield return new StructureSeed("compressed", compressed, ForgedMail.Compressed);
        yield return new StructureSeed("compressed around a signature", ForgedCompression.Encode(signed), ForgedMail.Compressed) { SignerSha256 = sha256 };
        yield return StructureSeed.Opaque("around compression", new ForgedSignature(ForgedMail.Part(compressed, "application/pkcs7-mime; smime-type=compressed-data"), Alice));
        yield return new StructureSeed("signature around ciphertext", ForgedSignature.By(ForgedMail.Part(Envelope("AES-256-GCM", ForgedRecipient.KeyTransport(Rsa)).Encode(), "application/pkcs7-mime"), Alice.Identity).Encode(), ForgedMail.Signed) { IsEncrypted = true, IsAuthenticated = true };
    }

    private static byte[] Around(string cipher, byte[] cms) => ForgedMail.Encrypted(ForgedEnvelope.For(
        cipher, ForgedMail.Part(cms, "application/pkcs7-mime; smime-type=signed-data"), ForgedRecipient.Agreement(X25519, AgreementPlan.Hkdf)).Encode());

    private static ForgedEnvelope Envelope(string cipher, params Func<byte[], byte[]>[] recipients) => ForgedEnvelope.For(cipher, ForgedMail.Entity, recipients);
}
