using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Inbound;
using static SmimeHelpdesk.Tests.Vectors.Expected;
using static SmimeHelpdesk.Tests.Vectors.VectorMail;

namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>Where in the message a layer stands: only the run from the top speaks for the message.</summary>
internal static class LayerVectors
{
    private static readonly Expected Around = Indeterminate(SignatureReason.SignatureAroundCiphertext);

    public static IEnumerable<VerdictVector> All =>
    [
        new("signed, then encrypted", () => Layers("cbc", "signed"), Valid.Authenticated),
        new("signed, then encrypted with a tag", () => Layers("gcm", "signed"), Valid.Authenticated),
        new("detached signature inside the encryption", () => Layers("cbc", "detached"), Valid.Authenticated),
        new("signature around the encryption", () => Layers("signed", "cbc"), Around.Unauthenticated),
        new("detached signature around the encryption", () => Layers("detached", "cbc"), Around.Unauthenticated),
        new("signature around authenticated encryption", () => Layers("signed", "gcm"), Around.Authenticated),
        new("a stranger's signature around the encryption", () => Layers("by bob", "cbc"), Around.Unauthenticated),
        new("triple wrapped", () => Layers("signed", "cbc", "signed"), Valid.Authenticated.With(SmimeCaution.OuterSignatureIgnored)),
        new("triple wrapped by a stranger", () => Layers("by bob", "cbc", "signed"), Valid.Authenticated.With(SmimeCaution.OuterSignatureIgnored)),
        new("a gateway's signature around the author's", () => Layers("by bob", "signed"), Valid.With(SmimeCaution.OuterSignatureIgnored)),
        new("signed twice by the author", () => Layers("signed", "signed"), Valid),
        new("encrypted twice", () => Layers("cbc", "gcm", "signed"), Valid.Authenticated),
        new("compressed and signed", () => Layers("signed", "compressed"), Valid),
        new("signed and compressed", () => Layers("compressed", "signed"), Valid),
        new("nine layers", () => Layers([.. Enumerable.Repeat("signed", 9)]), Indeterminate(SignatureReason.LimitExceeded).With(SmimeCaution.OuterSignatureIgnored)) { IsTextShown = false },
        new("compression bomb", Bomb, Indeterminate(SignatureReason.LimitExceeded)) { IsTextShown = false },
    ];

    private static byte[] Bomb() => ForgedMail.Compressed(ForgedCompression.Encode([.. Mail.Crlf("Content-Type: text/plain\n\n"), .. new byte[20 << 20]]));
}
