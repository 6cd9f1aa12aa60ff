using ConsoleDemo.Setup;
using SmimeHelpdesk;

namespace ConsoleDemo.Story;

/// <summary>What is greyed out, and why.</summary>
internal static class GreyedOutChapters
{
    public static async Task UnsignedAsync(Characters story, Narrator narrator)
    {
        narrator.Chapter("5. The customer writes without a signature: Encrypt is greyed out");
        byte[] unsigned = await story.Alice.WriteAsync("support@desk.example", Characters.Subject, Characters.Text, ReplyProtection.None);
        using Ticket ticket = await story.Desk.OpenAsync(unsigned);
        narrator.Show("ticket 2", ticket);
        narrator.Check("the mail counts as unsigned", ticket.Message.Signature.Status is SignatureStatus.Unsigned);
        narrator.Check("Sign can be ticked", ticket.Availability.CanSign);
        narrator.Check("Encrypt cannot, because the mail is not signed", ticket.Availability is { CanEncrypt: false, Encrypt: EncryptAvailability.NotSigned });
        narrator.Check("asking for it all the same sends nothing", await IsRefusedAsync(story.Desk, ticket));
    }

    public static async Task NoCertificateAsync(Characters story, Narrator narrator)
    {
        narrator.Chapter("6. A mailbox without certificate receives a signed mail: Sign is greyed out");
        byte[] signed = await story.Alice.WriteAsync("sales@desk.example", Characters.Subject, Characters.Text, ReplyProtection.Sign);
        using Ticket ticket = await story.Sales.OpenAsync(signed);
        narrator.Show("ticket 3", ticket);
        narrator.Check("Sign cannot be ticked, because there is no certificate", ticket.Availability is { CanSign: false, Sign: SignAvailability.NoCertificate });
        narrator.Check("Encrypt can", ticket.Availability.CanEncrypt);
    }

    public static async Task ForgedAsync(Correspondent desk, byte[] signed, Narrator narrator)
    {
        narrator.Chapter("7. Somebody on the way changes the signed mail");
        byte[] forged = Replace(signed, "room 214"u8, "room 412"u8);
        narrator.Check("there was something to change", !forged.AsSpan().SequenceEqual(signed));
        using Ticket ticket = await desk.OpenAsync(forged);
        narrator.Show("ticket 4", ticket);
        IReadOnlyList<SignerCertificate> learnt = await desk.Cache.FindAsync(string.Empty, "alice@customer.example", CancellationToken.None);
        narrator.Check("the signature is invalid", ticket.Message.Signature is { Status: SignatureStatus.Invalid, Reason: SignatureReason.ContentAltered });
        narrator.Check("nothing is learnt from it", ticket.Message.Harvest.Status is HarvestStatus.NotStored && learnt.Count == 0);
        narrator.Check("Encrypt cannot be ticked", ticket.Availability is { CanEncrypt: false, Encrypt: EncryptAvailability.SignatureInvalid });
    }

    private static async Task<bool> IsRefusedAsync(Correspondent desk, Ticket ticket)
    {
        try
        {
            await desk.ReplyAsync(ticket, "secret", ReplyProtection.Encrypt);
            return false;
        }
        catch (ReplyProtectionUnavailableException)
        {
            return true;
        }
    }

    private static byte[] Replace(byte[] message, ReadOnlySpan<byte> old, ReadOnlySpan<byte> replacement)
    {
        byte[] changed = [.. message];
        int at = changed.AsSpan().IndexOf(old);
        if (at >= 0)
        {
            replacement.CopyTo(changed.AsSpan(at));
        }

        return changed;
    }
}
