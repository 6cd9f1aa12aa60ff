using MimeKit;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Fuzz.Engine;
using SmimeHelpdesk.Fuzz.Mutation;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.Credentials.Import;
using SmimeHelpdesk.Tests.Reply;
using SmimeHelpdesk.Tests.Vectors;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Fuzz.Seeds;

/// <summary>Writes the seeds of the targets, each with the keys that its inputs are made with.</summary>
internal static class SeedWriter
{
    // Their keys take longer to make than all the rest.
    private static readonly Lazy<IReadOnlyList<(string Name, byte[] Mail)>> Mails = new(() => [.. VerdictVectors.All.Select(vector => (vector.Name, vector.Mail()))]);

    /// <summary>The mails of the vectors.</summary>
    public static void WriteMails(FuzzFolder folder, string target)
    {
        foreach ((string name, byte[] mail) in Mails.Value)
        {
            Add(folder, target, name, mail);
        }

        FuzzWorld.Save(folder.Setup(target));
    }

    /// <summary>The CMS in these mails.</summary>
    public static void WriteCms(FuzzFolder folder, string target)
    {
        foreach ((string name, byte[] mail) in Mails.Value)
        {
            int number = 0;
            foreach (byte[] cms in CmsIn(mail))
            {
                Add(folder, target, name + " " + ++number, cms);
            }
        }

        FuzzWorld.Save(folder.Setup(target));
    }

    /// <summary>The certificates in these mails, and answers about revocation.</summary>
    public static void WriteCertificates(FuzzFolder folder, string target)
    {
        IEnumerable<(string Name, ParsedCertificate Certificate)> all = Mails.Value.SelectMany(mail => CmsIn(mail.Mail).SelectMany(CertificatesIn), (mail, certificate) => (mail.Name, certificate));
        foreach ((string name, ParsedCertificate certificate) in all.DistinctBy(named => named.Certificate.Sha256))
        {
            Add(folder, target, name + " " + certificate.Sha256[..8], certificate.Der.ToArray());
        }

        foreach ((string name, byte[] answer) in AnswerSeeds.All)
        {
            Add(folder, target, name, answer);
        }

        AuthorityWorld.Save(folder.Setup(target), AnswerSeeds.Leaf);
    }

    /// <summary>Every form that the importer reads, and what pastes make of PEM.</summary>
    public static void WriteCredentials(FuzzFolder folder, string target)
    {
        foreach ((string name, Func<IReadOnlyList<byte[]>> files) in DocumentedForms.All)
        {
            Add(folder, target, "form " + name, [.. files().SelectMany(file => file)]);
        }

        foreach ((string name, Func<string, byte[]> file) in Pastes.OfFiles)
        {
            Add(folder, target, "file " + name, file(ImportMaterial.EllipticCurve.Pem));
        }

        foreach ((string name, Func<string, string> paste) in Pastes.OfText)
        {
            Add(folder, target, "paste " + name, System.Text.Encoding.UTF8.GetBytes(paste(ImportMaterial.EllipticCurve.Pem)));
        }
    }

    /// <summary>Drafts of every shape, in every protection.</summary>
    public static void WriteDrafts(FuzzFolder folder, string target)
    {
        foreach ((string name, ReplyDraft draft) in SampleDrafts.All)
        {
            for (int protection = 0; protection < 4; protection++)
            {
                Add(folder, target, $"{name} {protection}", DraftBytes.Write(draft, (ReplyProtection)protection));
                Add(folder, target, $"{name} flowed {protection}", DraftBytes.Write(draft with { IsFlowed = true, PublicSubject = "Ticket 17" }, (ReplyProtection)protection));
            }
        }
    }

    private static IEnumerable<byte[]> CmsIn(byte[] mail)
    {
        using var input = new MemoryStream(mail);
        using var message = MimeMessage.Load(input);
        foreach (IMimeContent encoded in message.BodyParts.OfType<MimePart>().Select(part => part.Content).OfType<IMimeContent>())
        {
            using var content = new MemoryStream();
            encoded.DecodeTo(content);
            if (CmsContent.IsStart(content.GetBuffer().AsSpan(0, (int)content.Length)))
            {
                yield return content.ToArray();
            }
        }
    }

    private static IReadOnlyList<ParsedCertificate> CertificatesIn(byte[] cms)
    {
        try
        {
            CmsContent content = CmsContent.Read(ByteSource.From(cms), SmimeLimits.Default);
            return content.Kind is CmsKind.SignedData ? SignedContent.Read(content.Content, SmimeLimits.Default).Certificates : [];
        }
        catch (Exception exception) when (exception is CmsFormatException or LimitExceededException)
        {
            return [];
        }
    }

    private static void Add(FuzzFolder folder, string target, string name, byte[] input)
    {
        if (input.Length <= Mutator.MaximumSize)
        {
            folder.WriteSeed(target, name, input);
        }
    }
}
