using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Verification;

namespace SmimeHelpdesk.Inbound;

/// <summary>An errant part, judged.</summary>
/// <param name="Unwrapped">The part with its layers taken off.</param>
/// <param name="Headers">Its header fields, if it is a message.</param>
/// <param name="Author">Whom its signer was compared with.</param>
/// <param name="Content">What it holds.</param>
/// <param name="Signature">The verdict on its signature.</param>
/// <param name="Encryption">The verdict on its encryption.</param>
internal sealed record JudgedErrantPart(
    UnwrappedMessage Unwrapped, MessageHeaders? Headers, string? Author, PayloadContent Content, SignatureVerdict Signature, EncryptionVerdict Encryption);

/// <summary>
/// Judges the errant parts of one message, each by what it says itself. Their work and their text have one budget together. Nothing is
/// learnt from them and nothing is looked up for them: whoever sends a mail chooses what is in it.
/// </summary>
internal sealed class ErrantPartJudge(TrustAnchors anchors, DateTimeOffset receivedAt, DateTimeOffset now, SmimePolicy policy)
{
    private const int FileStart = 4096;

    private readonly VerificationBudget _budget = new(policy.Limits);
    private readonly TextBudget _text = new();

    public JudgedErrantPart Judge(UnwrappedMessage unwrapped, bool isMessage) => isMessage ? JudgeMessage(unwrapped) : JudgePart(unwrapped);

    private JudgedErrantPart JudgeMessage(UnwrappedMessage unwrapped)
    {
        var headers = new HeaderReading(unwrapped.Message, unwrapped.Payload, unwrapped.IsDecrypted);
        ProtectedHeaderResult claimed = headers.Result(isSigned: true);
        var sender = new SenderFacts(claimed.OuterFrom, claimed.ProtectedFrom, claimed.FromIsAmbiguous) { Written = claimed.WrittenFrom };
        MessageSignature signature = Judge(unwrapped, sender, claimed.Headers.Date);
        ProtectedHeaderResult shown = signature.Status is SignatureStatus.Valid ? claimed : headers.Result(isSigned: false);
        PayloadContent content = unwrapped.IsCutShort ? Nothing(unwrapped) : PayloadContent.Read(unwrapped, policy.Limits, _text);
        return Answer(OpeningFacts.OfErrantPart(unwrapped, signature, sender, shown), shown.Headers, content);
    }

    private JudgedErrantPart JudgePart(UnwrappedMessage unwrapped)
    {
        MessageSignature signature = Judge(unwrapped, SenderFacts.Part, null);
        PayloadContent content = unwrapped.IsCutShort || IsFile(unwrapped) ? Nothing(unwrapped) : PayloadContent.ReadPart(unwrapped, policy.Limits, _text);
        return Answer(OpeningFacts.OfErrantPart(unwrapped, signature, SenderFacts.Part, ProtectedHeaderResult.Nothing), null, content);
    }

    private MessageSignature Judge(UnwrappedMessage unwrapped, SenderFacts sender, DateTimeOffset? date) => MessageSignature.Judge(
        unwrapped,
        new SignatureContext { Sender = sender, Anchors = anchors, Known = [], At = receivedAt, Now = now, Date = date, Policy = policy },
        _budget);

    private JudgedErrantPart Answer(OpeningFacts facts, MessageHeaders? headers, PayloadContent content)
    {
        EncryptionVerdict encryption = Verdicts.Encryption(facts.Unwrapped, facts.Signature);
        return new JudgedErrantPart(facts.Unwrapped, headers, facts.Sender.Author, content, Verdicts.Signature(facts, encryption, receivedAt, now), encryption);
    }

    // Documents are signed with CMS as well (contract.pdf.p7m). Such a file is no text, and stays the attachment that it is.
    private static bool IsFile(UnwrappedMessage unwrapped)
    {
        Span<byte> start = stackalloc byte[FileStart];
        ByteSource raw = unwrapped.Payload.Raw;
        return unwrapped.Payload.Headers.Count == 0 && !PlausibleContent.Check(start[..raw.Read(0, start)]);
    }

    private static PayloadContent Nothing(UnwrappedMessage unwrapped) =>
        new(unwrapped.Payload, unwrapped.Number, new FlattenedContent(new MessageContent(), []));
}
