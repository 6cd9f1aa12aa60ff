using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Reply;

/// <summary>One combination of recipients, certificates, policies and ticks, drawn by its number.</summary>
internal sealed class Circumstances
{
    public const string Secret = "the-secret-of-the-draft";
    private static readonly string[] Further = ["bob@customer.example", "carol@customer.example", "dave@customer.example"];
    private static readonly string[] Keys = ["P-256", "RSA-2048", "P-256"];
    private static readonly Dictionary<string, TestIdentity> Customers =
        Further.Zip(Keys).ToDictionary(pair => pair.First, pair => TestAuthority.Issuing.Issue(new TestSubject(pair.First) { Key = pair.Second }));

    public Circumstances(int seed)
    {
        var random = new Random(seed);
        Policy = MakePolicy(random);
        HasCredential = random.Next(3) != 0;
        Context = MakeContext(random);
        Draft = MakeDraft(random);
        Protection = (ReplyProtection)random.Next(4);
    }

    public SmimePolicy Policy { get; }

    public bool HasCredential { get; }

    public ReplyContext Context { get; }

    public ReplyDraft Draft { get; }

    public ReplyProtection Protection { get; }

    public bool Encrypts => Protection.HasFlag(ReplyProtection.Encrypt);

    public bool InboundWasEncrypted => Context.Encryption is not EncryptionStatus.NotEncrypted || Context.SubjectIsConfidential;

    public static TestIdentity IdentityOf(string address) => address == ReplyCase.Customer ? ReplyCase.Alice : Customers[address];

    private static SmimePolicy MakePolicy(Random random) => SmimePolicy.Default with
    {
        SignatureForm = (SignatureForm)random.Next(2),
        HideSubject = random.Next(2) == 0,
        EncryptFromCache = random.Next(4) == 0,
        UntrustedSigners = (UntrustedSigners)random.Next(2),
        MixedRecipients = (MixedRecipients)random.Next(2),
    };

    private static ReplyContext MakeContext(Random random) => ReplyCase.Context with
    {
        Encrypt = random.Next(3) == 0 ? (EncryptAvailability)random.Next(16) : EncryptAvailability.Available,
        Encryption = random.Next(3) == 0 ? (EncryptionStatus)random.Next(3) : EncryptionStatus.NotEncrypted,
        IsTrusted = random.Next(3) != 0,
        SubjectIsConfidential = random.Next(6) == 0,
        Capabilities = random.Next(2) == 0 ? default : Convert.FromHexString("300D300B060960864801650304012E"),
        ReplyTo = random.Next(5) == 0 ? [Further[0]] : [],
    };

    private static ReplyDraft MakeDraft(Random random) => new()
    {
        TextBody = random.Next(3) != 0 ? Secret : null,
        HtmlBody = Secret,
        Attachments = random.Next(2) == 0 ? [] : [new DraftAttachment("a.bin", "application/octet-stream", new byte[random.Next(200)])],
        AllowPlaintextReply = random.Next(2) == 0,
        Recipients = new ReplyRecipients
        {
            Cc = [.. Further[..2].Where(_ => random.Next(4) == 0)],
            Bcc = [.. Further[1..].Where(_ => random.Next(4) == 0)],
            Certificates = [.. Customers.Values.Where(_ => random.Next(3) != 0).Select(identity => identity.Certificate)],
        },
    };
}
