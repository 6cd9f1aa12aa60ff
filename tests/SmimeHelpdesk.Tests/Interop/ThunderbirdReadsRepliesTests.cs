using System.Text.Json.Nodes;

namespace SmimeHelpdesk.Tests.Interop;

/// <summary>Thunderbird itself opens every form that it supports (it has no AES-GCM).</summary>
public sealed class ThunderbirdReadsRepliesTests
{
    private const int Good = 0;
    private const int NoLayer = -1;
    private const ReplyProtection Both = ReplyProtection.Sign | ReplyProtection.Encrypt;

    [Theory]
    [InlineData("RSA-2048")]
    [InlineData("P-256")]
    public async Task Read_EveryForm_ShowsItAsGoodWithTextAndAttachment(string key)
    {
        await using ThunderbirdProgram thunderbird = await ThunderbirdProgram.StartAsync(new ReplyForm(key, key, Both).Customer);
        foreach (ReplyForm form in Forms(key))
        {
            JsonNode shown = await thunderbird.ReadAsync(await form.ComposeAsync(5000), form.Protection.HasFlag(ReplyProtection.Sign));

            ((int?)shown["signature"]).Should().Be(form.Protection.HasFlag(ReplyProtection.Sign) ? Good : NoLayer, form.ToString());
            ((int?)shown["encryption"]).Should().Be(form.Protection.HasFlag(ReplyProtection.Encrypt) ? Good : NoLayer, form.ToString());
            ((string?)shown["text"]).Should().Contain(ReplyForm.Sentence, form.ToString());
            shown["attachments"]!.AsArray().Select(name => (string?)name).Should().Equal("Rechnung für März.bin");
        }
    }

    [Fact]
    public async Task Read_TwentyMegabytes_ArriveWhole()
    {
        const int large = 20 << 20;
        var form = new ReplyForm("RSA-2048", "RSA-2048", Both);
        await using ThunderbirdProgram thunderbird = await ThunderbirdProgram.StartAsync(form.Customer);

        JsonNode shown = await thunderbird.ReadAsync(await form.ComposeAsync(large), isSigned: true);

        ((int?)shown["signature"]).Should().Be(Good);
        ((int?)shown["encryption"]).Should().Be(Good);
        ((string?)shown["text"]).Should().Contain(ReplyForm.Sentence);
        shown["sizes"]!.AsArray().Select(size => (int?)size).Should().Equal(large);
    }

    private static IEnumerable<ReplyForm> Forms(string key) =>
        from protection in new[] { ReplyProtection.Sign, ReplyProtection.Encrypt, Both }
        from form in Enum.GetValues<SignatureForm>()
        select new ReplyForm(key, key, protection, form);
}
