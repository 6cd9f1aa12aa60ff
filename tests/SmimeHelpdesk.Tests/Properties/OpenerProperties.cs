using FsCheck;
using FsCheck.Fluent;

namespace SmimeHelpdesk.Tests.Properties;

/// <summary>What holds of opening whatever the mail.</summary>
public sealed class OpenerProperties
{
    private static readonly Lazy<byte[][]> Mails = new(() =>
    [
        .. from form in Enum.GetValues<SignatureForm>()
           from protection in Enumerable.Range(0, 4)
           select Correspondence.Compose(new DrawnMail("The printer is on fire.\nSincerely\n", [[1, 2, 3, 4, 5, 6, 7, 8, 9]], (ReplyProtection)protection, form)),
    ]);

    private static Gen<byte[]> SomeMail => Gen.Choose(0, 7).Select(number => Mails.Value[number]);

    private static Gen<byte[]> Pieces =>
        from mail in SomeMail
        from ends in Gen.Two(Gen.Choose(0, 1000))
        let first = Math.Min(ends.Item1, ends.Item2) * mail.Length / 1000
        let last = Math.Max(ends.Item1, ends.Item2) * mail.Length / 1000
        select mail[first..last];

    [Fact]
    public void Open_WhatWasComposed_IsWhatIsRead() => Draw.ForAll(
        DrawnMail.Any,
        150,
        mail =>
        {
            using OpenedMessage opened = Correspondence.Open(Correspondence.Compose(mail));

            opened.Signature.Status.Should().Be(mail.Signs ? SignatureStatus.Valid : SignatureStatus.Unsigned);
            opened.Encryption.Status.Should().Be(mail.Encrypts ? EncryptionStatus.Decrypted : EncryptionStatus.NotEncrypted);
            // Blank lines around a text are not kept.
            opened.Content.TextBody.ReplaceLineEndings("\n").Trim().Should().Be(mail.Text.Trim());
            opened.Content.Attachments.Select(attachment => Convert.ToHexString(Correspondence.Read(attachment))).Should().Equal(mail.Attachments.Select(Convert.ToHexString));
        },
        mail => mail.Shrink());

    [Fact]
    public void Open_SignedMailWithAnyChange_IsNeverValidWithOtherContent() => Draw.ForAll(
        from number in Gen.Elements(1, 3, 5, 7)
        from changes in Gen.Choose(1, 3).SelectMany(count => Gen.ArrayOf(MailDamage.Any, count))
        select (number, changes),
        500,
        drawn =>
        {
            byte[] mail = Mails.Value[drawn.number];
            using OpenedMessage whole = Correspondence.Open(mail);
            using OpenedMessage changed = Correspondence.Open(drawn.changes.Aggregate(mail, (bytes, change) => change.ApplyTo(bytes)));

            whole.Signature.Status.Should().Be(SignatureStatus.Valid);
            if (changed.Signature.Status is SignatureStatus.Valid)
            {
                Correspondence.Content(changed).Should().Be(Correspondence.Content(whole));
            }
        });

    [Fact]
    public void Open_PiecesOfMailAndOctets_NeverThrowAndAreNeverValidWithOtherContent() => Draw.ForAll(
        Gen.Choose(0, 4).SelectMany(count => Gen.ArrayOf(Gen.OneOf(SomeMail, Pieces, Pieces, DrawnMail.Bytes(200)), count)),
        400,
        pieces =>
        {
            using OpenedMessage opened = Correspondence.Open([.. pieces.SelectMany(piece => piece)]);

            opened.Content.Should().NotBeNull();
            if (opened.Signature.Status is SignatureStatus.Valid)
            {
                Mails.Value.Should().Contain(mail => IsContentOf(mail, Correspondence.Content(opened)));
            }
        },
        pieces => pieces.Select((_, i) => pieces.Where((_, other) => other != i).ToArray()));

    private static bool IsContentOf(byte[] mail, string content)
    {
        using OpenedMessage opened = Correspondence.Open(mail);
        return Correspondence.Content(opened) == content;
    }
}
