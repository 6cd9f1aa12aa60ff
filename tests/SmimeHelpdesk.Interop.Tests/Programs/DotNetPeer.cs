using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Interop.Tests.Peers;

namespace SmimeHelpdesk.Interop.Tests.Programs;

/// <summary>.NET's own SignedCms and EnvelopedCms, on this system.</summary>
internal sealed class DotNetPeer : CmsPeer
{
    public static Task<Peer> StartAsync() => Task.FromResult<Peer>(new DotNetPeer());

    public override Task<string> VersionAsync() =>
        Task.FromResult(typeof(SignedCms).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override Task<byte[]> SignContentAsync(byte[] content, Signing signing) => AskAsync(() =>
    {
        using X509Certificate2 certificate = WithKey(signing.Signer);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate) { IncludeOption = X509IncludeOption.EndCertOnly };
        signer.Certificates.Add(RsaAuthority.Issuing.Certificate);
        signer.SignedAttributes.Add(new Pkcs9SigningTime());
        if (signing.IsPss)
        {
            signer.SignaturePadding = RSASignaturePadding.Pss;
        }

        var signed = new SignedCms(new ContentInfo(content), detached: !signing.IsOpaque);
        signed.ComputeSignature(signer);
        return signed.Encode();
    });

    protected override Task<byte[]> VerifyContentAsync(byte[] cms, byte[]? content) => AskAsync(() =>
    {
        var signed = content is null ? new SignedCms() : new SignedCms(new ContentInfo(content), detached: true);
        signed.Decode(cms);
        signed.CheckSignature(verifySignatureOnly: true);
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificate(RsaAuthority.Root.Certificate.RawData));
        chain.ChainPolicy.ExtraStore.AddRange(signed.Certificates);
        return chain.Build(signed.SignerInfos[0].Certificate!) ? signed.ContentInfo.Content : throw new CryptographicException(chain.ChainStatus[0].StatusInformation);
    });

    protected override Task<byte[]> EncryptContentAsync(byte[] content, Encryption encryption) => AskAsync(() =>
    {
        string oid = encryption.Cipher switch
        {
            Cipher.TripleDesCbc => "1.2.840.113549.3.7",
            Cipher.Aes128Cbc => "2.16.840.1.101.3.4.1.2",
            Cipher.Aes256Cbc => "2.16.840.1.101.3.4.1.42",
            _ => "2.16.840.1.101.3.4.1.46",
        };
        RSAEncryptionPadding padding = encryption.IsOaep ? RSAEncryptionPadding.OaepSHA256 : RSAEncryptionPadding.Pkcs1;
        var recipients = new CmsRecipientCollection();
        foreach (Person person in encryption.Recipients)
        {
            recipients.Add(person.IsEllipticCurve ? new CmsRecipient(person.Certificate) : new CmsRecipient(person.Certificate, padding));
        }

        var enveloped = new EnvelopedCms(new ContentInfo(content), new AlgorithmIdentifier(new Oid(oid)));
        enveloped.Encrypt(recipients);
        return enveloped.Encode();
    });

    protected override Task<byte[]> DecryptContentAsync(byte[] cms, Person reader) => AskAsync(() =>
    {
        using X509Certificate2 certificate = WithKey(reader);
        var enveloped = new EnvelopedCms();
        enveloped.Decode(cms);
        enveloped.Decrypt([certificate]);
        return enveloped.ContentInfo.Content;
    });

    private static X509Certificate2 WithKey(Person person) => X509CertificateLoader.LoadPkcs12(person.Pkcs12(), Person.Password);

    private static Task<byte[]> AskAsync(Func<byte[]> work)
    {
        try
        {
            return Task.FromResult(work());
        }
        catch (Exception exception) when (exception is CryptographicException or PlatformNotSupportedException or InvalidOperationException)
        {
            throw new PeerRefusedException(exception.Message);
        }
    }
}
