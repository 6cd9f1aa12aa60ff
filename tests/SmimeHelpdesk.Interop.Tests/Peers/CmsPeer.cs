namespace SmimeHelpdesk.Interop.Tests.Peers;

/// <summary>A program that knows CMS; the mail around it is the business of whoever uses it.</summary>
internal abstract class CmsPeer : LayeredPeer
{
    // AuthEnvelopedData names itself in its first octets (RFC 5083).
    private static readonly byte[] AuthEnveloped = Convert.FromHexString("060B2A864886F70D0109100117");

    public override async Task<byte[]> WriteAsync(PlainMail mail, IReadOnlyList<Layer> layers)
    {
        byte[] entity = mail.Entity;
        foreach (Layer layer in layers)
        {
            entity = layer is Signing signing ? await SignAsync(entity, signing) : await EncryptAsync(entity, (Encryption)layer);
        }

        return [.. mail.Fields, .. entity];
    }

    protected override Task<byte[]> VerifyAsync(byte[] mail, MailLayer layer) => VerifyContentAsync(layer.Cms, layer.Content);

    protected override Task<byte[]> DecryptAsync(byte[] mail, MailLayer layer, Person reader) => DecryptContentAsync(layer.Cms, reader);

    /// <summary>A SignedData, with the content inside when it is opaque.</summary>
    protected abstract Task<byte[]> SignContentAsync(byte[] content, Signing signing);

    /// <summary>The content of a SignedData that the program finds good.</summary>
    /// <param name="cms">The SignedData.</param>
    /// <param name="content">The content of a detached signature; null when it is inside.</param>
    protected abstract Task<byte[]> VerifyContentAsync(byte[] cms, byte[]? content);

    /// <summary>An EnvelopedData or AuthEnvelopedData.</summary>
    protected abstract Task<byte[]> EncryptContentAsync(byte[] content, Encryption encryption);

    /// <summary>The content of either.</summary>
    protected abstract Task<byte[]> DecryptContentAsync(byte[] cms, Person reader);

    private async Task<byte[]> SignAsync(byte[] entity, Signing signing)
    {
        byte[] cms = await SignContentAsync(entity, signing);
        return signing.IsOpaque ? MailFraming.Pkcs7Mime(cms, "signed-data") : MailFraming.Detached(entity, cms, signing.Signer.IsEd25519 ? "sha-512" : "sha-256");
    }

    private async Task<byte[]> EncryptAsync(byte[] entity, Encryption encryption)
    {
        byte[] cms = await EncryptContentAsync(entity, encryption);
        return MailFraming.Pkcs7Mime(cms, cms.AsSpan(0, 40).IndexOf(AuthEnveloped) >= 0 ? "authEnveloped-data" : "enveloped-data");
    }
}
