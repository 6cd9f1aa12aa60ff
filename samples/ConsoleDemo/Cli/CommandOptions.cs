using SmimeHelpdesk;

namespace ConsoleDemo.Cli;

/// <summary>All options.</summary>
internal static class CommandOptions
{
    public static IReadOnlyList<CommandOption> All { get; } =
    [
        new("--credential", "FILE", "a mailbox credential: PEM, P12/PFX or DER; repeatable", (line, value) => line with { Credentials = [.. line.Credentials, value] }),
        new("--password", "TEXT", "a candidate password, tried on each file that needs one; repeatable", (line, value) => line with { Passwords = [.. line.Passwords, value] }),
        new("--mailbox", "ADDRESS", "the mailbox; default: the addresses of the credentials", (line, value) => line with { Mailbox = OptionValues.Address(value) }),
        new("--trust", "FILE", "trust anchors, PEM bundle or DER; repeatable", (line, value) => line with { Trust = [.. line.Trust, value] }),
        new("--trust-system", null, "also trust the operating system's roots", (line, _) => line with { TrustSystem = true }),
        new("--intermediate", "FILE", "certificates that may complete a path; repeatable", (line, value) => line with { Intermediates = [.. line.Intermediates, value] }),
        new("--at", "INSTANT", "ISO 8601; the time to judge at; default: now", (line, value) => line with { At = OptionValues.Instant(value) }),
        new("--policy", "NAME=VALUE", "one property of SmimePolicy; repeatable", (line, value) => line with { Policy = PolicyArgument.Apply(line.Policy, value) }),
        new("--json", null, "one JSON object per line", (line, _) => line with { Json = true }),
        Reply("--sign", null, "sign the reply", (reply, _) => reply with { Protection = reply.Protection | ReplyProtection.Sign }),
        Reply("--encrypt", null, "encrypt the reply", (reply, _) => reply with { Protection = reply.Protection | ReplyProtection.Encrypt }),
        Reply("--text", "TEXT", "the plain text", (reply, value) => reply with { Text = value }),
        Reply("--html", "FILE", "the HTML", (reply, value) => reply with { HtmlFile = value }),
        Reply("--attach", "FILE", "an attachment; repeatable", (reply, value) => reply with { Attachments = [.. reply.Attachments, value] }),
        Reply("--cc", "ADDRESS", "a further recipient; repeatable", (reply, value) => reply with { Cc = [.. reply.Cc, value] }),
        Reply("--bcc", "ADDRESS", "a hidden recipient; repeatable", (reply, value) => reply with { Bcc = [.. reply.Bcc, value] }),
        Reply("--public-subject", "TEXT", "what stands outside an encrypted reply in place of the Subject", (reply, value) => reply with { PublicSubject = value }),
        Reply("--recipient-certificate", "FILE", "a further recipient's certificate; repeatable", (reply, value) => reply with { RecipientCertificates = [.. reply.RecipientCertificates, value] }),
        Reply("--out", "FILE", "where the reply is written; default: reply.eml", (reply, value) => reply with { Out = value }),
    ];

    private static CommandOption Reply(string name, string? value, string help, Func<ReplyArguments, string, ReplyArguments> apply) =>
        new(name, value, help, (line, text) => line with { Reply = apply(line.Reply, text) }) { ReplyOnly = true };
}
