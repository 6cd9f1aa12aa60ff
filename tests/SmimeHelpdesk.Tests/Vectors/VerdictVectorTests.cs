using System.Globalization;
using System.Text;
using System.Text.Json;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Vectors;

public sealed class VerdictVectorTests
{
    private static readonly CultureInfo[] Cultures = [CultureInfo.GetCultureInfo("en"), CultureInfo.GetCultureInfo("de")];

    public static TheoryData<string> Names => [.. VerdictVectors.All.Select(vector => vector.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task OpenAsync_Vector_SaysWhatIsExpected(string name)
    {
        VerdictVector vector = VerdictVectors.All.Single(vector => vector.Name == name);
        Desk desk = await vector.DeskAsync();
        using OpenedMessage opened = await vector.OpenAsync(desk);

        CheckVerdicts(opened, vector);
        CheckShown(opened, vector);
        if (vector.Cache is null)
        {
            await CheckReplyAsync(desk, opened, vector);
        }
    }

    private static void CheckVerdicts(OpenedMessage opened, VerdictVector vector)
    {
        SignatureVerdict signature = opened.Signature;
        var actual = new Expected(signature.Status, signature.Reason, opened.Harvest.Status, opened.Harvest.Reason)
        {
            Encryption = opened.Encryption.Status,
            EncryptionReason = opened.Encryption.Reason,
            Integrity = opened.Encryption.Integrity,
            Cautions = signature.Cautions,
        };
        actual.ToString().Should().Be(vector.Expected.ToString());
        opened.ErrantParts.Select(part => new ErrantExpectation(part.Signature.Status, part.Signature.Reason, part.Encryption.Status)).Should().Equal(vector.Errant);
        if (vector.Also is { } also)
        {
            signature.Findings.Select(finding => finding.Reason).Should().Contain(also);
        }

        signature.Findings.Select(finding => finding.Reason).Should().OnlyHaveUniqueItems().And.NotContain(SignatureReason.None);
        signature.Findings.Should().NotContain(finding => finding.Facts.Count == 0, "each reason has the facts that explain it");
        opened.ErrantParts.SelectMany(part => part.Signature.Findings).Should().NotContain(finding => finding.Facts.Count == 0);
        signature.JudgedAt.Should().Be(TestAuthority.Now);
    }

    // Whatever is wrong, the agent sees what could be read, and a line on it without a character that could mislead.
    private static void CheckShown(OpenedMessage opened, VerdictVector vector)
    {
        (opened.Content.TextBody.Contains(ForgedMail.Sentence, StringComparison.Ordinal) || opened.Content.TextBody.Contains("another account", StringComparison.Ordinal)).Should().Be(vector.IsTextShown);
        if (opened.Encryption.Status is EncryptionStatus.NotEncrypted && opened.ErrantParts.Any(part => part.Encryption.Status is EncryptionStatus.Decrypted) && opened.Signature.Status is SignatureStatus.Unsigned)
        {
            // What only an encrypted part holds stays there: beside a stranger's text it would be quoted to that stranger.
            (opened.Content.TextBody + opened.Content.HtmlBody + opened.PlaintextQuote).Should().NotContain(ForgedMail.Sentence);
        }

        string[] fields = [opened.Headers.Subject, opened.Headers.From ?? string.Empty, opened.Headers.FromDisplayName ?? string.Empty, .. opened.Content.Attachments.Select(attachment => attachment.FileName)];
        fields.Should().OnlyContain(field => !field.Any(c => char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format || c == '/' || c == '\\'));

        MessageSummary stored = JsonSerializer.Deserialize<MessageSummary>(JsonSerializer.Serialize(opened.Summary))!;
        foreach (CultureInfo culture in Cultures)
        {
            string line = opened.Summary.ToString(culture);
            line.Should().NotBeNullOrWhiteSpace().And.MatchRegex(@"^[^\p{C}]{1,300}$");
            opened.Summary.Explain(culture).Should().NotBeEmpty().And.OnlyContain(sentence => sentence.EndsWith('.'));
            stored.ToString(culture).Should().Be(line);
            stored.Explain(culture).Should().Equal(opened.Summary.Explain(culture));
        }
    }

    private static async Task CheckReplyAsync(Desk desk, OpenedMessage opened, VerdictVector vector)
    {
        if (opened.ReplyContext.From is { } from && !Ascii.IsValid(from))
        {
            // Such an author can be answered by the host's own choice of an address alone.
            opened.ReplyContext.Encrypt.Should().Be(BoxRule.Of(vector.Expected));
            return;
        }

        ReplyRecipients recipients = vector.Recipients ?? new ReplyRecipients { To = [opened.ReplyContext.From ?? ForgedMail.Alice] };
        ReplyAvailability availability = await desk.Composer.GetAvailabilityAsync(opened.ReplyContext, recipients, CancellationToken.None);

        availability.Encrypt.Should().Be(vector.Box ?? BoxRule.Of(vector.Expected));

        foreach (SmimeCaution caution in vector.ReplyCautions)
        {
            availability.Cautions.Should().Contain(caution);
        }
    }
}
