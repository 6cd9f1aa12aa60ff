using SmimeHelpdesk.Interop.Tests.Desk;
using SmimeHelpdesk.Interop.Tests.Peers;

namespace SmimeHelpdesk.Interop.Tests.Matrix;

/// <summary>Every reply that the library can write with today's usual keys: what the rows of the matrix do not say of each combination.</summary>
internal static class Replies
{
    private static readonly KeyKind?[] KeysOrNone = [null, KeyKind.Rsa, KeyKind.P256, KeyKind.P384];

    /// <summary>Those that a program can read, by what the table says of it.</summary>
    public static IEnumerable<Form> For(PeerDescription peer) =>
        All().Where(form => Rows(form).All(row => peer.LimitOf(Direction.ReadsOurs, Forms.Of(row)) is null));

    private static IEnumerable<Form> All() =>
        from signer in KeysOrNone
        from recipient in KeysOrNone
        where signer is not null || recipient is not null
        where signer is null or KeyKind.Rsa || recipient is null || recipient == signer
        from isOpaque in new[] { false, true }
        where signer is not null || !isOpaque
        from cipher in new Cipher?[] { null, Cipher.Aes256Gcm }
        where recipient is not null || cipher is null
        select new Form($"{signer} to {recipient}, opaque: {isOpaque}, {cipher}", string.Empty) { Signer = signer, Recipient = recipient, IsOpaque = isOpaque, Cipher = cipher };

    private static IEnumerable<string> Rows(Form form)
    {
        if (form.Signer is { } signer)
        {
            yield return signer is KeyKind.Rsa ? Forms.Detached : Forms.DetachedP256;
            yield return form.IsOpaque ? Forms.Opaque : Forms.Detached;
        }

        if (form.Recipient is { } recipient)
        {
            yield return recipient is KeyKind.Rsa ? Forms.Aes256 : Forms.Ecdh;
            yield return form.Cipher is null ? Forms.Aes256 : recipient is KeyKind.Rsa ? Forms.Gcm : Forms.EcdhGcm;
        }
    }
}
