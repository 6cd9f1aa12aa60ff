using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>One mail for one class of attack, defect or honest use, and what shall be said about it.</summary>
/// <param name="Name">What is special about the mail.</param>
/// <param name="Mail">Makes the mail.</param>
/// <param name="Expected">The expectation.</param>
internal sealed record VerdictVector(string Name, Func<byte[]> Mail, Expected Expected)
{
    public SmimePolicy? Policy { get; init; }

    /// <summary>What the helpdesk has seen before.</summary>
    public IReadOnlyList<Func<byte[]>> Before { get; init; } = [];

    /// <summary>Whose certificates an administrator has blocked.</summary>
    public IReadOnlyList<KeyedIdentity> Blocked { get; init; } = [];

    public ISignerCertificateCache? Cache { get; init; }

    /// <summary>The mailbox's credentials in place of the usual ones.</summary>
    public MailboxCredentialManager? Credentials { get; init; }

    /// <summary>How long after its receipt the mail is opened.</summary>
    public TimeSpan OpenedAfter { get; init; }

    /// <summary>Whether the text of the mail shall be shown; it is whenever it could be read.</summary>
    public bool IsTextShown { get; init; } = true;

    /// <summary>The cautions that the Encrypt box of the reply shall carry besides the verdict's.</summary>
    public IReadOnlyList<SmimeCaution> ReplyCautions { get; init; } = [];

    /// <summary>The Encrypt box of the reply; null where it follows from the verdict (<see cref="BoxRule"/>).</summary>
    public EncryptAvailability? Box { get; init; }

    /// <summary>Whom the reply goes to; null for the author alone.</summary>
    public ReplyRecipients? Recipients { get; init; }

    /// <summary>Where the helpdesk looks for other people's certificates.</summary>
    public IRecipientCertificateSource? Source { get; init; }

    /// <summary>Whom the helpdesk trusts in place of the usual anchors.</summary>
    public TrustAnchors? Anchors { get; init; }

    /// <summary>What the authorities say about the signer's certificate.</summary>
    public CertificateRevocation? Answer { get; init; }

    /// <summary>The parts that are not at the top, all of them.</summary>
    public IReadOnlyList<ErrantExpectation> Errant { get; init; } = [];

    /// <summary>A further reason that must be among the findings.</summary>
    public SignatureReason? Also { get; init; }

    /// <summary>The helpdesk that receives the mail.</summary>
    public async Task<Desk> DeskAsync()
    {
        var desk = new Desk(Policy, Anchors ?? VectorPki.Anchors, Cache, Credentials, Source, Answer is null ? null : new AnsweringChecker(Answer));
        if (Credentials is null)
        {
            await desk.AddAsync(VectorMail.Agent);
        }

        return desk;
    }

    public async Task<OpenedMessage> OpenAsync(Desk desk)
    {
        foreach (Func<byte[]> earlier in Before)
        {
            (await desk.OpenAsync(earlier())).Dispose();
        }

        foreach (KeyedIdentity blocked in Blocked)
        {
            await desk.Signers.BlockAsync(blocked.Certificate.Addresses[0], blocked.Certificate.Sha256, CancellationToken.None);
        }

        desk.Time.Now += OpenedAfter;
        return await desk.Opener.OpenAsync(new MemoryStream(Mail()), Desk.Address, TestAuthority.Now, CancellationToken.None);
    }
}
