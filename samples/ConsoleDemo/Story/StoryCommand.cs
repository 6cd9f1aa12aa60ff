using System.Security.Cryptography;
using SmimeHelpdesk;
using Spectre.Console;

namespace ConsoleDemo.Story;

/// <summary>The whole story in one run, with certificates made for it.</summary>
internal static class StoryCommand
{
    public static async Task<int> RunAsync(IAnsiConsole console)
    {
        var narrator = new Narrator(console);
        try
        {
            using var pki = new StoryPki(TimeProvider.System.GetUtcNow());
            await TellAsync(pki, narrator);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            narrator.Check($"the story came to its end ({exception.GetType().Name}: {exception.Message})", false);
        }

        return narrator.End();
    }

    private static async Task TellAsync(StoryPki pki, Narrator narrator)
    {
        TrustAnchors trust = TrustAnchors.FromCertificates([pki.Root]);
        using RSA deskKey = RSA.Create(3072);
        using ECDsa aliceKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var story = new Characters(
            new Correspondent("support@desk.example", trust),
            new Correspondent("alice@customer.example", trust),
            new Correspondent("sales@desk.example", trust));

        string deskPem = pki.IssuePem("support@desk.example", deskKey);
        await Chapters.ImportAsync(story.Desk, deskPem, narrator);
        await story.Alice.ImportAsync(pki.IssuePem("alice@customer.example", aliceKey));
        byte[] signed = await story.Alice.WriteAsync("support@desk.example", Characters.Subject, Characters.Text, ReplyProtection.Sign);
        await Chapters.ConversationAsync(story, signed, narrator);
        await GreyedOutChapters.UnsignedAsync(story, narrator);
        await GreyedOutChapters.NoCertificateAsync(story, narrator);

        // a helpdesk that has never heard of Alice, so that what it knows afterwards it has learnt from the forgery
        var newDesk = new Correspondent("support@desk.example", trust);
        await newDesk.ImportAsync(deskPem);
        await GreyedOutChapters.ForgedAsync(newDesk, signed, narrator);
    }
}
