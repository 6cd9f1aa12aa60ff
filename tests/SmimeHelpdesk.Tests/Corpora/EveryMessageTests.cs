using System.Text;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Corpora;

/// <summary>Every message of the corpora, with expectations or without, at a desk that trusts nobody in them and has no key.</summary>
public sealed class EveryMessageTests
{
    [Fact]
    public async Task OpenAsync_WithoutTrust_IsNeverValidAndNeverShowsNothing()
    {
        string root = CorporaFolder.Require();
        string[] files = [.. Directory.EnumerateFiles(root, "*.eml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        var desk = new Desk(anchors: TrustAnchors.FromCertificates([TestAuthority.Root.Certificate]));
        var problems = new List<string>();
        foreach (string file in files)
        {
            byte[] mail = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            using OpenedMessage opened = await desk.OpenAsync(mail);
            problems.AddRange(Problems(opened, mail).Select(problem => Path.GetRelativePath(root, file) + ": " + problem));
        }

        files.Should().HaveCountGreaterThan(100);
        problems.Should().BeEmpty();
    }

    private static IEnumerable<string> Problems(OpenedMessage opened, byte[] mail)
    {
        if (opened.Signature.Status is SignatureStatus.Valid || opened.Harvest.Status is HarvestStatus.Stored)
        {
            yield return "valid";
        }

        if (opened.ReplyContext.Encrypt is EncryptAvailability.Available && opened.Signature.Reason is not SignatureReason.UntrustedIssuer)
        {
            yield return "can be replied to";
        }

        MessageContent content = opened.Content;
        bool isEmpty = string.IsNullOrWhiteSpace(content.TextBody) && content.HtmlBody is null && content.Attachments.Count == 0 && opened.ErrantParts.Count == 0;
        bool says = opened.Encryption.Reason is not EncryptionReason.None || opened.Signature.Reason is SignatureReason.ContentMissing or SignatureReason.Malformed or SignatureReason.LimitExceeded;
        if (isEmpty && !says && !IsEmptyByItself(mail))
        {
            yield return "empty";
        }
    }

    // A body that is blank, or certificates without a text (RFC 8551 section 3.8).
    private static bool IsEmptyByItself(byte[] mail)
    {
        string text = Encoding.Latin1.GetString(mail);
        int body = text.ReplaceLineEndings("\n").IndexOf("\n\n", StringComparison.Ordinal);
        return body < 0 || string.IsNullOrWhiteSpace(text.ReplaceLineEndings("\n")[body..]) || text.Contains("certs-only", StringComparison.OrdinalIgnoreCase);
    }
}
