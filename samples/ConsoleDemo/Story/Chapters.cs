using ConsoleDemo.Setup;
using SmimeHelpdesk;

namespace ConsoleDemo.Story;

/// <summary>What goes well.</summary>
internal static class Chapters
{
    private const string Answer = "Dear Alice,\n\na technician comes at ten; the door code is 4711.\n\nYour helpdesk\n";

    public static async Task ImportAsync(Correspondent desk, string pem, Narrator narrator)
    {
        narrator.Chapter("1. The administrator pastes certificate and private key of support@desk.example");
        CredentialImportResult import = await desk.ImportAsync(pem);
        narrator.Check("the credential is imported", import.Status is CredentialImportStatus.Imported);
        narrator.Check("it signs and decrypts", import.Credentials is [{ CanSign: true, CanDecrypt: true }]);
    }

    public static async Task ConversationAsync(Characters story, byte[] signed, Narrator narrator)
    {
        narrator.Chapter("2. A customer writes a signed mail; the agent sees the ticket and its badge");
        using Ticket ticket = await story.Desk.OpenAsync(signed);
        narrator.Show("ticket 1", ticket);
        OpenedMessage message = ticket.Message;
        narrator.Check("the signature is valid", message.Signature.Status is SignatureStatus.Valid);
        narrator.Check("the ticket holds the customer's text", message.Content.TextBody.Contains("room 214", StringComparison.Ordinal));
        narrator.Check("the customer's certificate is learnt", message.Harvest.Status is HarvestStatus.Stored);
        narrator.Check("Sign and Encrypt can be ticked", ticket.Availability is { CanSign: true, CanEncrypt: true });
        await ReplyAsync(story, ticket, narrator);
    }

    private static async Task ReplyAsync(Characters story, Ticket ticket, Narrator narrator)
    {
        narrator.Chapter("3. The agent ticks both boxes and replies");
        byte[] reply = await story.Desk.ReplyAsync(ticket, Answer, ReplyProtection.Sign | ReplyProtection.Encrypt);
        narrator.Check("nobody on the way can read the reply", !System.Text.Encoding.Latin1.GetString(reply).Contains("4711", StringComparison.Ordinal));

        narrator.Chapter("4. The customer opens the reply");
        using Ticket received = await story.Alice.OpenAsync(reply);
        narrator.Show("the customer's view", received);
        narrator.Check("it is decrypted", received.Message.Encryption.Status is EncryptionStatus.Decrypted);
        narrator.Check("its signature is the helpdesk's and valid", received.Message.Signature is { Status: SignatureStatus.Valid, Signer: { } signer }
            && signer.Addresses.Contains("support@desk.example"));
        narrator.Check("the text has arrived", received.Message.Content.TextBody.Contains("4711", StringComparison.Ordinal));
        narrator.Check("the subject was hidden on the way", received.Message.Headers is { SubjectProtection: HeaderProtection.SignedAndEncrypted } headers
            && headers.Subject.Contains(Characters.Subject, StringComparison.Ordinal));
    }
}
