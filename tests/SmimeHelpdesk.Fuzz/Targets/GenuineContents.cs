using System.Security.Cryptography;
using System.Text;
using SmimeHelpdesk.Fuzz.Engine;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Fuzz.Targets;

/// <summary>
/// What was really signed, and with which key: what the seeds' valid signatures cover. No key is at work while mails are changed, so any
/// other content under a valid signature is a forgery.
/// </summary>
internal sealed class GenuineContents
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public GenuineContents(IEnumerable<byte[]> seeds, Func<byte[], OpenedMessage> open)
    {
        foreach (byte[] seed in seeds)
        {
            using OpenedMessage opened = open(seed);
            _known.UnionWith(Valid(opened).Select(valid => Digest(valid.Signature, valid.Content)));
        }
    }

    public void Check(OpenedMessage opened)
    {
        foreach ((SignatureVerdict signature, MessageContent content, string? author) in Valid(opened))
        {
            BrokenInvariantException.ThrowUnless(_known.Contains(Digest(signature, content)), "a valid signature is over what was signed", content.TextBody);
            BrokenInvariantException.ThrowUnless(signature.Signer!.Addresses.Any(address => EmailAddress.Same(address, author)), "a valid signature is the author's", author ?? string.Empty);
        }
    }

    private static IEnumerable<(SignatureVerdict Signature, MessageContent Content, string? Author)> Valid(OpenedMessage opened) =>
        opened.ErrantParts.Select(part => (part.Signature, part.Content, part.Author)).Prepend((opened.Signature, opened.Content, opened.Headers.From))
            .Where(origin => origin.Signature.Status is SignatureStatus.Valid);

    private static string Digest(SignatureVerdict signature, MessageContent content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(Encoding.UTF8.GetBytes(ParsedCertificate.Parse(signature.Signer!.Certificate).KeySha256));
        Append(Encoding.UTF8.GetBytes(content.TextBody));
        Append(Encoding.UTF8.GetBytes(content.HtmlBody ?? string.Empty));
        foreach (MessageAttachment attachment in content.Attachments)
        {
            Append(Encoding.UTF8.GetBytes(attachment.FileName));
            Append(OpenedChecks.Read(attachment));
        }

        return Convert.ToHexString(hash.GetHashAndReset());

        void Append(byte[] field)
        {
            hash.AppendData(BitConverter.GetBytes(field.Length));
            hash.AppendData(field);
        }
    }
}
