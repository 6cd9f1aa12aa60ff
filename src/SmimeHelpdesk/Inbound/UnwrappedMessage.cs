namespace SmimeHelpdesk.Inbound;

/// <summary>A message with its layers taken off.</summary>
/// <param name="Message">The message as received.</param>
/// <param name="Payload">The first part that is no layer, or the layer that could not be opened.</param>
/// <param name="Layers">The layers, outermost first.</param>
internal sealed record UnwrappedMessage(ParsedEntity Message, ParsedEntity Payload, IReadOnlyList<Layer> Layers)
{
    /// <summary>Where the payload stands.</summary>
    public PartNumber Number { get; init; } = PartNumber.Message;

    /// <summary>Whether something within was not opened for its cost.</summary>
    public bool IsCutShort => Layers is [.., SignedLayer { Signed: null, Problem: SignatureReason.LimitExceeded }];

    /// <summary>A layer's place, 1 for the outermost.</summary>
    public int NumberOf(Layer layer) => 1 + Layers.TakeWhile(other => !ReferenceEquals(other, layer)).Count();

    /// <summary>The layer that hides the content last; null when the message is not encrypted.</summary>
    public EncryptedLayer? Encryption => LastEncryption is >= 0 and var last ? (EncryptedLayer)Layers[last] : null;

    public bool IsDecrypted => Encryption is { Reason: EncryptionReason.None };

    /// <summary>The signatures over the payload itself, outermost first: those within the innermost encryption.</summary>
    public IReadOnlyList<SignedLayer> ContentSignatures =>
        [.. Layers.Skip(LastEncryption + 1).OfType<SignedLayer>()];

    /// <summary>Whether a signature with a signer covers the payload, whatever it is worth.</summary>
    public bool IsContentSigned => ContentSignatures.Any(layer => layer is { Signed.Signers.Count: > 0, Content: not null });

    /// <summary>Whether there is a signature around ciphertext, which says nothing about the content inside.</summary>
    public bool HasOuterSignature => Layers.Take(LastEncryption).OfType<SignedLayer>().Any();

    private int LastEncryption
    {
        get
        {
            for (int i = Layers.Count - 1; i >= 0; i--)
            {
                if (Layers[i] is EncryptedLayer)
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
