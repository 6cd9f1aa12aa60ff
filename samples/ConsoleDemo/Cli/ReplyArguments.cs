using SmimeHelpdesk;

namespace ConsoleDemo.Cli;

/// <summary>The options that only <c>reply</c> has.</summary>
internal sealed record ReplyArguments
{
    public ReplyProtection Protection { get; init; }

    public string? Text { get; init; }

    public string? HtmlFile { get; init; }

    public IReadOnlyList<string> Attachments { get; init; } = [];

    public IReadOnlyList<string> Cc { get; init; } = [];

    public IReadOnlyList<string> Bcc { get; init; } = [];

    public string? PublicSubject { get; init; }

    public IReadOnlyList<string> RecipientCertificates { get; init; } = [];

    public string Out { get; init; } = "reply.eml";
}
