namespace SmimeHelpdesk.Tests.Reply;

/// <summary>A reply to encrypted mail leaves in clear only with the agent's consent.</summary>
public sealed class LeakGuardTests
{
    public static TheoryData<string> EncryptedOnes => ["decrypted", "not decryptable", "hidden subject", "hidden field", "decrypted part"];

    [Theory]
    [MemberData(nameof(EncryptedOnes))]
    public async Task Compose_WithoutEncryption_NeedsTheConsent(string kind)
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        ReplyContext context = Encrypted(kind);

        ReplyAvailability can = await reply.AskAsync(context);
        can.PlaintextNeedsConsent.Should().BeTrue();
        can.Suggested.Should().Be(ReplyProtection.Sign | ReplyProtection.Encrypt);
        foreach (ReplyProtection open in new[] { ReplyProtection.None, ReplyProtection.Sign })
        {
            (await FluentActions.Awaiting(() => reply.ComposeAsync(open, context: context)).Should().ThrowAsync<PlaintextReplyRefusedException>())
                .Which.Availability.CanEncrypt.Should().BeTrue();
            using ComposedReply consented = await reply.ComposeAsync(open, ReplyCase.Draft with { AllowPlaintextReply = true }, context);
            consented.Protection.Should().Be(open);
        }

        using ComposedReply encrypted = await reply.ComposeAsync(ReplyProtection.Encrypt, context: context);
        encrypted.Protection.Should().Be(ReplyProtection.Encrypt);
    }

    [Fact]
    public async Task Compose_ReplyToOpenMail_NeedsNone()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();

        ReplyAvailability can = await reply.AskAsync();
        using ComposedReply composed = await reply.ComposeAsync(ReplyProtection.None);

        can.PlaintextNeedsConsent.Should().BeFalse();
        can.Suggested.Should().Be(ReplyProtection.Sign);
    }

    [Fact]
    public async Task ComposeAutomatic_ReplyToEncryptedMailThatCannotBeEncrypted_NeedsTheConsentToo()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        ReplyContext context = Encrypted("decrypted") with { Encrypt = EncryptAvailability.NotSigned };

        await FluentActions.Awaiting(() => reply.Desk.Composer.ComposeAutomaticAsync(ReplyCase.Draft, context, CancellationToken.None))
            .Should().ThrowAsync<PlaintextReplyRefusedException>();
    }

    private static ReplyContext Encrypted(string kind) => kind switch
    {
        "decrypted" => ReplyCase.Context with { Encryption = EncryptionStatus.Decrypted },
        "not decryptable" => ReplyCase.Context with { Encryption = EncryptionStatus.NotDecryptable },
        "hidden subject" => ReplyCase.Context with { SubjectIsConfidential = true },
        "hidden field" => ReplyCase.Context with { ConfidentialFields = ["Cc"] },
        _ => ReplyCase.Context with { HasDecryptedParts = true },
    };
}
