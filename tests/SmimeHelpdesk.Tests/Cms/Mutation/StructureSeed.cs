using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Cms.Mutation;

/// <summary>A genuine mail whose CMS is taken apart.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Cms">The structure that is changed.</param>
/// <param name="ToMail">Puts it into a mail, as an attacker would.</param>
internal sealed record StructureSeed(string Name, byte[] Cms, Func<byte[], byte[]> ToMail)
{
    /// <summary>Whose certificate verifies the seed; null when it is not signed.</summary>
    public string? SignerSha256 { get; init; }

    public bool IsEncrypted { get; init; }

    /// <summary>Whether nothing but the seed's own text may come out of the encryption.</summary>
    public bool IsAuthenticated { get; init; }

    public static StructureSeed Opaque(string name, ForgedSignature signature) =>
        new(name + " opaque", signature.Encode(), ForgedMail.Signed) { SignerSha256 = signature.Signers[0].Identity.Certificate.Sha256 };

    public static StructureSeed Detached(string name, ForgedSignature signature) =>
        new(name + " detached", (signature with { IsDetached = true }).Encode(), cms => ForgedMail.Detached(signature.Content, cms)) { SignerSha256 = signature.Signers[0].Identity.Certificate.Sha256 };

    public static StructureSeed Enveloped(string name, ForgedEnvelope envelope) =>
        new($"{name} {envelope.Cipher}", envelope.Encode(), ForgedMail.Encrypted) { IsEncrypted = true, IsAuthenticated = envelope.IsAuthenticated };

    public override string ToString() => Name;
}
