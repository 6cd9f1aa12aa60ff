using SmimeHelpdesk.Interop.Tests.Desk;
using SmimeHelpdesk.Interop.Tests.Peers;

namespace SmimeHelpdesk.Interop.Tests.Matrix;

/// <summary>One form that a protected mail can have: a row of the matrix.</summary>
/// <param name="Id">Its short name.</param>
/// <param name="Title">What the table calls it.</param>
internal sealed record Form(string Id, string Title)
{
    /// <summary>The signer's key; null when it is not signed.</summary>
    public KeyKind? Signer { get; init; }

    public bool IsOpaque { get; init; }

    public bool IsPss { get; init; }

    /// <summary>The recipient's key; null when it is not encrypted.</summary>
    public KeyKind? Recipient { get; init; }

    /// <summary>The content encryption; null when a program may choose between AES-128 and AES-256 in CBC mode.</summary>
    public Cipher? Cipher { get; init; }

    public bool IsOaep { get; init; }

    /// <summary>Whether the ciphertext is signed once more (RFC 2634).</summary>
    public bool IsTriple { get; init; }

    /// <summary>Whether a colleague is a recipient too.</summary>
    public bool HasSeveralRecipients { get; init; }

    /// <summary>Whether the header fields are inside too and Subject is hidden outside (RFC 9788).</summary>
    public bool IsProtected { get; init; }

    public string AttachmentName { get; init; } = Letter.AttachmentName;

    /// <summary>Why the library never writes it; null when it does.</summary>
    public string? WhyNotWritten { get; init; }

    /// <summary>The layers that a program should put around a customer's mail.</summary>
    public IReadOnlyList<Layer> Layers()
    {
        Signing? signing = Signer is { } signer ? new Signing(People.Of(People.Customer, signer), IsOpaque, IsPss) : null;
        Encryption? encryption = Recipient is { } recipient ? new Encryption(Recipients(People.Support, recipient), Cipher ?? Peers.Cipher.Aes128Cbc, IsOaep) : null;
        Layer?[] layers = [signing, encryption, IsTriple ? signing : null];
        return [.. layers.OfType<Layer>()];
    }

    /// <summary>The recipients; the one who reads it comes last.</summary>
    public IReadOnlyList<Person> Recipients(string reader, KeyKind key) =>
        HasSeveralRecipients ? [People.Of(People.Colleague, key), People.Of(reader, key)] : [People.Of(reader, key)];

    public override string ToString() => Id;
}
