using System.Collections.Concurrent;
using System.Text;
using MimeKit;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Reply;

/// <summary>Whatever the circumstances: either every message is protected exactly as asked, or nothing is composed.</summary>
public sealed class ExactlyAsAskedTests
{
    private const int Combinations = 10_000;
    private static readonly ConcurrentDictionary<SmimePolicy, Task<ReplyCase>> Desks = new();
    private static readonly ConcurrentDictionary<SmimePolicy, ReplyCase> DesksWithoutCredential = new();

    [Fact]
    public async Task Compose_AnyCircumstances_GivesExactlyWhatWasAskedOrRefuses()
    {
        var outcomes = new ConcurrentDictionary<(ReplyProtection Asked, string Outcome), int>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Combinations), async (seed, _) =>
        {
            var circumstances = new Circumstances(seed);
            try
            {
                string outcome = await TryAsync(circumstances);
                outcomes.AddOrUpdate((circumstances.Protection, outcome), 1, (_, count) => count + 1);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}: {exception.Message}", exception);
            }
        });

        foreach (ReplyProtection protection in Enum.GetValues<ReplyProtection>().Append(ReplyProtection.Sign | ReplyProtection.Encrypt))
        {
            outcomes[(protection, "composed")].Should().BeGreaterThan(50, "each protection must be tried");
        }

        outcomes.Keys.Select(key => key.Outcome).Distinct().Should().BeEquivalentTo("composed", "split", "unavailable", "plaintext refused");
    }

    private static async Task<string> TryAsync(Circumstances asked)
    {
        ReplyCase reply = asked.HasCredential
            ? await Desks.GetOrAdd(asked.Policy, policy => ReplyCase.CreateAsync(policy))
            : DesksWithoutCredential.GetOrAdd(asked.Policy, policy => ReplyCase.WithoutCredential(policy));
        ReplyAvailability can = await reply.AskAsync(asked.Context, asked.Draft.Recipients);
        can.Suggested.HasFlag(ReplyProtection.Sign).Should().Be(can.CanSign);
        can.PlaintextNeedsConsent.Should().Be(asked.InboundWasEncrypted);
        if ((asked.Encrypts && !can.CanEncrypt) || (asked.Protection.HasFlag(ReplyProtection.Sign) && !can.CanSign))
        {
            await FluentActions.Awaiting(() => reply.ComposeAsync(asked.Protection, asked.Draft, asked.Context)).Should().ThrowAsync<ReplyProtectionUnavailableException>();
            return "unavailable";
        }

        if (!asked.Encrypts && asked.InboundWasEncrypted && !asked.Draft.AllowPlaintextReply)
        {
            await FluentActions.Awaiting(() => reply.ComposeAsync(asked.Protection, asked.Draft, asked.Context)).Should().ThrowAsync<PlaintextReplyRefusedException>();
            return "plaintext refused";
        }

        using ComposedReply composed = await reply.ComposeAsync(asked.Protection, asked.Draft, asked.Context);
        Check(composed, can, asked);
        return composed.LeftOut.Count > 0 ? "split" : "composed";
    }

    private static void Check(ComposedReply composed, ReplyAvailability can, Circumstances asked)
    {
        composed.Protection.Should().Be(asked.Protection);
        string[] all = [.. can.Recipients.Select(recipient => recipient.Address)];
        string[] leftOut = [.. can.Recipients.Where(recipient => asked.Encrypts && recipient.Encrypt is not EncryptAvailability.Available).Select(recipient => recipient.Address)];
        if (leftOut.Length > 0)
        {
            asked.Policy.MixedRecipients.Should().Be(MixedRecipients.Split);
        }

        composed.LeftOut.Select(recipient => recipient.Address).Should().Equal(leftOut);
        composed.Messages.SelectMany(message => message.Recipients).Select(recipient => recipient.Address).Should().BeEquivalentTo(all.Except(leftOut));
        foreach (OutgoingMessage message in composed.Messages)
        {
            Check(message, asked);
        }
    }

    private static void Check(OutgoingMessage message, Circumstances asked)
    {
        string outside = Encoding.ASCII.GetString(ReplyCase.Bytes(message.Message));
        if (asked.Encrypts)
        {
            outside.Should().NotContain(Circumstances.Secret);
            CheckRecipientInfos(message, asked.HasCredential);
        }

        foreach (string hidden in asked.Draft.Recipients.Bcc.Except(asked.Draft.Recipients.Cc))
        {
            outside.Should().NotContain(hidden);
        }

        UnwrappedReply opened = UnwrappedReply.Open(message.Message, Circumstances.IdentityOf(message.Recipients[0].Address));
        opened.IsSigned.Should().Be(asked.Protection.HasFlag(ReplyProtection.Sign));
        opened.IsEncrypted.Should().Be(asked.Encrypts);
        using var payload = new MemoryStream();
        opened.Payload.WriteTo(payload);
        Encoding.UTF8.GetString(payload.ToArray()).Should().Contain(Circumstances.Secret);
    }

    // Exactly the message's own recipients and the mailbox: nobody is locked out, and no Bcc recipient of another message is found.
    private static void CheckRecipientInfos(OutgoingMessage message, bool hasOwnCopy)
    {
        TestIdentity[] expected = [.. message.Recipients.Select(recipient => Circumstances.IdentityOf(recipient.Address)), .. hasOwnCopy ? new[] { ReplyCase.Mailbox } : []];
        IReadOnlyList<RecipientEntry> entries = ComposeTests.Encrypted(message.Message).Recipients;
        entries.Should().HaveCount(expected.Length);
        foreach (TestIdentity identity in expected)
        {
            ParsedCertificate certificate = ParsedCertificate.Parse(identity.Certificate.RawData);
            entries.Count(entry => entry.IsFor(certificate)).Should().Be(1);
        }
    }
}
