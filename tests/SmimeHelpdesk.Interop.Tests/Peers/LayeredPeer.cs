namespace SmimeHelpdesk.Interop.Tests.Peers;

/// <summary>A program that takes off one layer at a time.</summary>
internal abstract class LayeredPeer : Peer
{
    public override async Task<ReadMail> ReadAsync(byte[] mail, Person reader)
    {
        var layers = new List<string>();
        while (MailFraming.Outermost(mail) is { } layer)
        {
            layers.Add(layer.IsSigned ? ReadMail.Signed : ReadMail.Encrypted);
            mail = layer.IsSigned ? await VerifyAsync(mail, layer) : await DecryptAsync(mail, layer, reader);
        }

        return ReadMail.Of(mail, layers);
    }

    /// <summary>The mail without its signature, which the program finds good.</summary>
    protected abstract Task<byte[]> VerifyAsync(byte[] mail, MailLayer layer);

    /// <summary>The mail without its encryption.</summary>
    protected abstract Task<byte[]> DecryptAsync(byte[] mail, MailLayer layer, Person reader);
}
