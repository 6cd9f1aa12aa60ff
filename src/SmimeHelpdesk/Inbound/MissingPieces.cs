using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmimeHelpdesk;

/// <summary>
/// Whether opening a message again later can help, and what it waits for: a small immutable record that survives JSON and is stored
/// with the ticket while <see cref="CanHelp"/>. Holds no secret and no decrypted text.
/// Give it to <see cref="SmimeMessageOpener.ReopenAsync"/> or <see cref="SmimeMessageReopener"/>, with the raw message.
/// </summary>
public sealed record MissingPieces
{
    /// <summary>The version of this record's form; 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The tenant of the mailbox; empty for a host without tenants.</summary>
    public string Tenant { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The address of the mailbox that received the message.</summary>
    public required string MailboxAddress { get; init; }

    /// <summary>When the message was first opened: the time that it is judged at, also when it is opened again.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>What was missing; empty when nothing was that may come.</summary>
    public IReadOnlyList<MissingPiece> Pieces { get; init => field = value ?? []; } = [];

    /// <summary>Whom the message is encrypted to, at most 16 of them; empty unless a key is missing.</summary>
    public IReadOnlyList<MissingRecipient> Recipients { get; init => field = value ?? []; } = [];

    /// <summary>SHA-256 of the mailbox's certificates that were there, lower-case hexadecimal; only another one can help.</summary>
    public IReadOnlyList<string> TriedCredentials { get; init => field = value ?? []; } = [];

    /// <summary>The name of the issuer that the path ends at, for display only; null unless an issuer is missing.</summary>
    public string? Issuer { get; init; }

    /// <summary>Which anchors there were, as an opaque text; only others can help. Null unless an issuer is missing.</summary>
    public string? TriedAnchors { get; init; }

    /// <summary>Whether opening again later can help.</summary>
    [JsonIgnore]
    public bool CanHelp => Pieces.Count > 0;

    /// <summary>Whether all values are the same, lists by their content.</summary>
    /// <param name="other">The other record.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(MissingPieces? other) => other is not null
        && (Version, Tenant, MailboxAddress, ReceivedAt, Issuer, TriedAnchors)
            == (other.Version, other.Tenant, other.MailboxAddress, other.ReceivedAt, other.Issuer, other.TriedAnchors)
        && Pieces.SequenceEqual(other.Pieces) && Recipients.SequenceEqual(other.Recipients)
        && TriedCredentials.SequenceEqual(other.TriedCredentials, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Tenant, MailboxAddress, ReceivedAt, Pieces.Count, Issuer);

    /// <summary>The record as JSON.</summary>
    /// <returns>One JSON object.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, MissingPiecesJson.Default.MissingPieces);

    /// <summary>Reads what <see cref="ToJson"/> has written.</summary>
    /// <param name="json">The JSON object.</param>
    /// <returns>An equal record.</returns>
    /// <exception cref="ArgumentException">The text is not such an object, or of a newer version.</exception>
    public static MissingPieces FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            MissingPieces? missing = JsonSerializer.Deserialize(json, MissingPiecesJson.Default.MissingPieces);
            return missing is { Version: 1, MailboxAddress: not null }
                ? missing
                : throw new ArgumentException("This is not a record of missing pieces of version 1.", nameof(json));
        }
        catch (JsonException exception)
        {
            throw new ArgumentException("This is not a record of missing pieces.", nameof(json), exception);
        }
    }
}

[JsonSerializable(typeof(MissingPieces))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class MissingPiecesJson : JsonSerializerContext;
