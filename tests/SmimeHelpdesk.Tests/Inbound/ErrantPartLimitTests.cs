using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;
using static SmimeHelpdesk.Tests.Inbound.ErrantMail;

namespace SmimeHelpdesk.Tests.Inbound;

/// <summary>What a mail full of errant parts may cost: as much as one message, however many there are.</summary>
[Collection(CpuTime.Name)]
public sealed class ErrantPartLimitTests
{
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(1000);

    public static TheoryData<string> Bombs =>
        ["a thousand ciphertexts", "a thousand slow ciphertexts", "a thousand signatures", "a thousand messages", "messages within messages", "signatures within signatures", "a large text signed again and again", "compressed again and again"];

    [Fact]
    public async Task MaximumErrantParts_PastIt_ListsTheRestUnopened()
    {
        byte[] mail = From("mallory@evil.example", Mixed(Encrypted(Letter(Secret)), Clear(Letter("two")), Encrypted(Letter(Secret)), Clear(Letter("four"))));

        using OpenedMessage opened = await OpenAsync(mail, limits => limits with { MaximumErrantParts = 2 });

        opened.ErrantParts.Select(part => part.Section).Should().Equal("1", "2", "3", "4");
        opened.ErrantParts[0].Encryption.Status.Should().Be(EncryptionStatus.Decrypted);
        opened.ErrantParts[1].Signature.Reason.Should().Be(SignatureReason.PartWithoutAuthor);
        opened.ErrantParts[2].Encryption.Reason.Should().Be(EncryptionReason.LimitExceeded);
        opened.ErrantParts[3].Signature.Reason.Should().Be(SignatureReason.LimitExceeded);
        opened.ErrantParts.Skip(2).Should().OnlyContain(part => part.Content.TextBody.Length == 0);
        opened.Coverage.Select(covered => (covered.Section, covered.ErrantPart)).Should().Equal(("2.1", 1), ("4.1", 3), ("1", 0), ("3", 2));
    }

    [Fact]
    public async Task Open_PartsWithinParts_EndsAtADepth()
    {
        byte[] nested = Enumerable.Range(0, 12).Aggregate(Letter("x"), (inner, i) => Multipart("mixed", "m" + i, Opaque(inner)));

        using OpenedMessage opened = await OpenAsync(From("mallory@evil.example", nested), limits => limits);

        opened.ErrantParts.Should().HaveCount(9);
        opened.ErrantParts.Take(8).Should().OnlyContain(part => part.Signature.Reason == SignatureReason.PartWithoutAuthor);
        opened.ErrantParts[8].Signature.Reason.Should().Be(SignatureReason.LimitExceeded);
    }

    [Fact]
    public async Task MaximumKeyAttempts_OfAllPartsTogether_IsTheSameAsOfOneLayer()
    {
        byte[] mail = From("mallory@evil.example", Mixed(Encrypted(Letter(Secret)), Encrypted(Letter(Secret)), Encrypted(Letter(Secret))));

        using OpenedMessage opened = await OpenAsync(mail, limits => limits with { MaximumKeyAttempts = 2 });

        opened.ErrantParts.Select(part => part.Encryption.Reason).Should().Equal(EncryptionReason.None, EncryptionReason.None, EncryptionReason.LimitExceeded);
    }

    [Fact]
    public async Task MaximumKeyAttempts_OfTheMessage_IsNotSpentByItsParts()
    {
        byte[] mail = From("mallory@evil.example", Encrypted(Mixed(Letter("x"), Encrypted(Letter(Secret)))));

        using OpenedMessage opened = await OpenAsync(mail, limits => limits with { MaximumKeyAttempts = 1 });

        opened.Encryption.Status.Should().Be(EncryptionStatus.Decrypted);
        opened.ErrantParts.Single().Encryption.Status.Should().Be(EncryptionStatus.Decrypted);
    }

    [Fact]
    public async Task MaximumSigners_OfAllPartsTogether_BoundsTheChecks()
    {
        byte[] mail = From("mallory@evil.example", Mixed([.. Enumerable.Repeat(Clear(ForgedMail.Entity), 6)]));

        using OpenedMessage opened = await OpenAsync(mail, limits => limits with { MaximumSigners = 1 });

        opened.ErrantParts.Take(4).Should().OnlyContain(part => part.Signature.Reason == SignatureReason.PartWithoutAuthor);
        opened.ErrantParts.Skip(4).Should().OnlyContain(part => part.Signature.Reason == SignatureReason.LimitExceeded);
    }

    [Fact]
    public async Task Open_PartsAtTheLimit_LeaveTheMessagesVerdict()
    {
        byte[] mail = From(ForgedMail.Alice, Clear(Mixed([Letter("Mine."), .. Enumerable.Repeat(Encrypted(Letter(Secret)), 40)])));

        using OpenedMessage opened = await OpenAsync(mail, limits => limits);

        opened.Signature.Status.Should().Be(SignatureStatus.Valid);
        opened.Content.TextBody.Should().Be("Mine.");
        opened.ErrantParts.Count(part => part.Encryption.Status is EncryptionStatus.Decrypted).Should().Be(16);
    }

    [Fact]
    public async Task Open_MessageCutShort_OpensNoPartOfIt()
    {
        byte[] mail = From("mallory@evil.example", Mixed(Letter("x"), Clear(ForgedMail.Entity), Letter(new string('y', 5000))));

        using OpenedMessage opened = await OpenAsync(mail, limits => limits with { MaximumMessageSize = mail.Length - 1 });

        opened.Signature.Reason.Should().Be(SignatureReason.LimitExceeded);
        opened.ErrantParts.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Bombs))]
    public async Task Open_Bomb_StaysWithinTheBudget(string name)
    {
        Desk desk = await Desk.WithAsync(null, Agent, SharedIdentities.Of("RSA-3072", Desk.Address));
        byte[] mail = From("mallory@evil.example", Bomb(name));
        int parts = 0;

        TimeSpan taken = CpuTime.Measure(Budget, () =>
        {
            using OpenedMessage opened = desk.OpenAsync(mail).GetAwaiter().GetResult();
            parts = opened.ErrantParts.Count;
        });

        parts.Should().BeLessThanOrEqualTo(SmimeLimits.Default.MaximumParts);
        taken.Should().BeLessThan(Budget);
    }

    private static byte[] Bomb(string name) => name switch
    {
        "a thousand ciphertexts" => Mixed([.. Enumerable.Repeat(Encrypted(Letter(Secret)), 998)]),
        "a thousand slow ciphertexts" => Mixed([.. Enumerable.Repeat(Slow(), 998)]),
        "a thousand signatures" => Mixed([.. Enumerable.Repeat(Opaque(Letter(Secret)), 998)]),
        "a thousand messages" => Mixed([.. Enumerable.Repeat(Forwarded("a@b.example", Multipart("mixed", "in", [.. Enumerable.Repeat(Forwarded("a@b.example", Letter("x")), 50)])), 998)]),
        "messages within messages" => Enumerable.Range(0, 2000).Aggregate(Letter("x"), (inner, _) => Forwarded("a@b.example", inner)),
        "signatures within signatures" => Mixed(Enumerable.Range(0, 8).Aggregate(Letter("x"), (inner, i) => Multipart("mixed", "m" + i, Opaque(inner), Opaque(inner)))),
        "a large text signed again and again" => Mixed([.. Enumerable.Repeat(Clear(Letter(new string('x', 400_000))), 30)]),
        _ => Mixed([.. Enumerable.Repeat(ForgedMail.Part(ForgedCompression.Encode(Letter(new string(' ', 1_000_000))), "application/pkcs7-mime; smime-type=compressed-data"), 900)]),
    };

    private static byte[] Slow()
    {
        KeyedIdentity agent = SharedIdentities.Of("RSA-3072", Desk.Address);
        Func<byte[], byte[]> wrong = key => ForgedRecipient.KeyTransport(agent)([.. key, 1]);
        return ForgedMail.Part(ForgedEnvelope.For("AES-256-CBC", Letter(Secret), [.. Enumerable.Repeat(wrong, 4)]).Encode(), "application/pkcs7-mime; smime-type=enveloped-data");
    }

    private static async Task<OpenedMessage> OpenAsync(byte[] mail, Func<SmimeLimits, SmimeLimits> change)
    {
        Desk desk = await Desk.WithAsync(SmimePolicy.Default with { Limits = change(SmimeLimits.Default) }, Agent);
        return await desk.OpenAsync(mail);
    }
}
