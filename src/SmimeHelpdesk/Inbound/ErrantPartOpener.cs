namespace SmimeHelpdesk.Inbound;

/// <summary>What a message shows.</summary>
/// <param name="Content">Its own content.</param>
/// <param name="Errant">Its errant parts.</param>
/// <param name="Places">Where every part of both stands.</param>
internal sealed record MessageParts(PayloadContent Content, IReadOnlyList<ErrantPart> Errant, PartPlaces Places);

/// <summary>
/// Finds the signed and encrypted parts within a message's content and opens each by itself (RFC 9787: errant cryptographic layers). They are
/// listed in the order of the message, the one around others first. What was opened goes nowhere but into its own record.
/// </summary>
internal sealed class ErrantPartOpener(MessageUnwrapper unwrapper, ErrantPartJudge judge, SmimeLimits limits)
{
    // A message in a message in a message: honest mail has two or three.
    private const int MaximumDepth = 8;

    private readonly List<ErrantPart?> _parts = [];
    private readonly PartPlaces _places = new();
    private int _opened;

    /// <summary>Reads a message's content and opens all of them.</summary>
    public async Task<MessageParts> OpenAllAsync(UnwrappedMessage unwrapped, CancellationToken cancellationToken)
    {
        PayloadContent content = PayloadContent.Read(unwrapped, limits, new TextBudget());
        if (unwrapped.IsCutShort)
        {
            // Half a part would be judged wrongly.
            _places.Add(content.Root, content.Number, null);
        }
        else
        {
            await OpenWithinAsync(content.Root, content.Number, null, 0, cancellationToken).ConfigureAwait(false);
        }

        return new MessageParts(content, [.. _parts.OfType<ErrantPart>()], _places);
    }

    private async Task OpenWithinAsync(ParsedEntity root, PartNumber number, int? within, int depth, CancellationToken cancellationToken)
    {
        _places.Add(root, number, within);
        foreach ((ParsedEntity part, PartNumber at) in Candidates(root, number))
        {
            if (EmbeddedMessage.Is(part))
            {
                await OpenMessageAsync(part, at, within, depth, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await OpenPartAsync(part, part, at, within, depth, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // A message is worth a record when it is protected as a whole; else its parts may be.
    private async Task OpenMessageAsync(ParsedEntity part, PartNumber at, int? within, int depth, CancellationToken cancellationToken)
    {
        if (depth >= MaximumDepth || _places.Count > limits.MaximumParts || unwrapper.ParseMessage(part) is not { } message)
        {
            return;
        }

        if (LayerKinds.Of(message) is LayerKind.None)
        {
            await OpenWithinAsync(message, at.InsideMessage, within, depth + 1, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await OpenPartAsync(part, message, at, within, depth, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task OpenPartAsync(ParsedEntity part, ParsedEntity top, PartNumber at, int? within, int depth, CancellationToken cancellationToken)
    {
        bool isMessage = part != top;
        bool isAllowed = depth < MaximumDepth && _opened++ < limits.MaximumErrantParts;
        UnwrappedMessage unwrapped = isAllowed
            ? await unwrapper.UnwrapPartAsync(top, isMessage ? at.InsideMessage : at, cancellationToken).ConfigureAwait(false)
            : UnreadableLayer.PastLimit(top) with { Number = isMessage ? at.InsideMessage : at };
        if (!unwrapped.Layers.Any(IsProtection))
        {
            return;
        }

        int index = _parts.Count;
        _parts.Add(null);
        _places.Add(part, at, index);
        JudgedErrantPart judged = judge.Judge(unwrapped, isMessage);
        if (!unwrapped.IsCutShort)
        {
            await OpenWithinAsync(judged.Content.Root, judged.Content.Number, index, depth + 1, cancellationToken).ConfigureAwait(false);
        }

        _parts[index] = Describe(part, at, within, index, judged);
    }

    private ErrantPart Describe(ParsedEntity part, PartNumber at, int? within, int index, JudgedErrantPart judged) => new()
    {
        Section = at.Text,
        ContentType = FoundAttachment.MediaType(part.ContentType),
        Within = within,
        Headers = judged.Headers,
        Author = judged.Author,
        Content = judged.Content.Flat.Content,
        Coverage = CoverageMap.Of(judged.Content.Flat, _places, index, judged.Unwrapped, judged.Signature, judged.Encryption),
        Signature = judged.Signature,
        Encryption = judged.Encryption,
    };

    // The payload itself has lost its layers already, or has kept one that could not be opened.
    private static List<(ParsedEntity Part, PartNumber At)> Candidates(ParsedEntity root, PartNumber number)
    {
        var found = new List<(ParsedEntity Part, PartNumber At)>();
        if (EmbeddedMessage.Is(root))
        {
            found.Add((root, number));
        }

        CollectParts(root, number, found);
        return found;
    }

    private static void CollectParts(ParsedEntity parent, PartNumber number, List<(ParsedEntity Part, PartNumber At)> found)
    {
        for (int i = 0; i < parent.Children.Count; i++)
        {
            ParsedEntity part = parent.Children[i];
            PartNumber at = number.Part(i + 1);
            if (LayerKinds.Of(part) is not LayerKind.None || EmbeddedMessage.Is(part))
            {
                found.Add((part, at));
            }
            else
            {
                CollectParts(part, at, found);
            }
        }
    }

    // Certificates alone are no signature (RFC 8551 section 3.8), and nobody's content.
    private static bool IsProtection(Layer layer) =>
        layer is not SignedLayer { Problem: SignatureReason.None, Signed: { Signers.Count: 0, Content: null } };
}
