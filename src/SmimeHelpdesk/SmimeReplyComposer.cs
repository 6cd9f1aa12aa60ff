using Microsoft.Extensions.Logging;
using SmimeHelpdesk.Diagnostics;
using SmimeHelpdesk.Policy;
using SmimeHelpdesk.Reply;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk;

/// <summary>
/// The front door out: says what can be ticked, then composes exactly that. Stateless and thread-safe.
/// </summary>
public sealed partial class SmimeReplyComposer
{
    private readonly ReplyPlanner _planner;
    private readonly SmimePolicy _policy;
    private readonly TimeProvider _time;
    private readonly ILogger? _logger;

    /// <summary>Makes a composer.</summary>
    /// <param name="credentials">The mailboxes' credentials.</param>
    /// <param name="cache">Where customers' certificates are remembered.</param>
    /// <param name="anchors">Whom to trust.</param>
    /// <param name="policy">The policy; null for <see cref="SmimePolicy.Default"/>.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="logger">Where events are logged, without secrets or addresses; null for nowhere.</param>
    /// <param name="source">Where recipients' certificates are looked for beyond the mail; null for nowhere.</param>
    /// <param name="defaults">The mailboxes' own defaults; null for <see cref="SmimePolicy.ReplyDefaults"/>.</param>
    /// <param name="revocation">Who is asked about revocation; needed unless the policy's <see cref="SmimePolicy.Revocation"/> is off.</param>
    /// <exception cref="ArgumentException">A value of the policy is out of range, or the policy asks about revocation and there is nobody to ask.</exception>
    public SmimeReplyComposer(
        MailboxCredentialManager credentials,
        ISignerCertificateCache cache,
        ITrustAnchorProvider anchors,
        SmimePolicy? policy = null,
        TimeProvider? time = null,
        ILogger<SmimeReplyComposer>? logger = null,
        IRecipientCertificateSource? source = null,
        IReplyDefaultsProvider? defaults = null,
        IRevocationChecker? revocation = null)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentNullException.ThrowIfNull(cache);
        ArgumentNullException.ThrowIfNull(anchors);
        PolicyBounds.RequireChecker(policy, revocation);
        _policy = policy ?? SmimePolicy.Default;
        PolicyBounds.Require(_policy, nameof(policy));
        _planner = new ReplyPlanner(credentials, cache, anchors, revocation, _policy, source, defaults);
        _time = time ?? TimeProvider.System;
        _logger = logger;
    }

    /// <summary>Says which boxes can be ticked now, and why not.</summary>
    /// <param name="context">What the inbound message left behind.</param>
    /// <param name="recipients">Whom the reply goes to; null means whom the inbound message says.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The two boxes, their reasons and cautions.</returns>
    /// <exception cref="ArgumentException">An address is not a plain addr-spec.</exception>
    public async Task<ReplyAvailability> GetAvailabilityAsync(ReplyContext context, ReplyRecipients? recipients, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        using ReplyPlan plan = await _planner.PlanAsync(context, recipients, _time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        return plan.Availability;
    }

    /// <summary>Composes the reply exactly as ticked.</summary>
    /// <param name="draft">What the agent wrote.</param>
    /// <param name="context">What the inbound message left behind.</param>
    /// <param name="protection">What is ticked.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The messages to send; dispose it when they are sent.</returns>
    /// <exception cref="ReplyProtectionUnavailableException">What is ticked cannot be done; nothing was composed.</exception>
    /// <exception cref="PlaintextReplyRefusedException">
    /// The inbound message was encrypted, Encrypt is not ticked, and the draft holds no consent to that; nothing was composed.
    /// </exception>
    /// <exception cref="InvalidOperationException">An attachment's stream gave other bytes when it was opened again.</exception>
    /// <exception cref="ArgumentException">An address or a header value of the draft is not acceptable.</exception>
    public Task<ComposedReply> ComposeAsync(ReplyDraft draft, ReplyContext context, ReplyProtection protection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(context);
        if ((protection & ~(ReplyProtection.Sign | ReplyProtection.Encrypt)) != 0)
        {
            throw new ArgumentException("There is no such protection.", nameof(protection));
        }

        return ComposeCoreAsync(draft, context, _ => protection, cancellationToken);
    }

    private async Task<ComposedReply> ComposeCoreAsync(
        ReplyDraft draft, ReplyContext context, Func<ReplyAvailability, ReplyProtection> choose, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _time.GetUtcNow();
        using ReplyPlan plan = await _planner.PlanAsync(context, draft.Recipients, now, cancellationToken).ConfigureAwait(false);
        ReplyProtection protection = choose(plan.Availability);
        using ComposeOperation operation = ComposeOperation.Start(_logger, protection);
        Require(protection, plan.Availability, operation);
        if (plan.Recipients.Count == 0)
        {
            throw new ArgumentException("The reply has no recipient.", nameof(draft));
        }

        if (context.WasEncrypted && !protection.HasFlag(ReplyProtection.Encrypt) && !draft.AllowPlaintextReply)
        {
            operation.Refused(plan.Availability.Sign, plan.Availability.Encrypt);
            throw new PlaintextReplyRefusedException(plan.Availability);
        }

        return Finish(plan, protection, operation, owned => new ReplyComposition(draft, context, plan, protection, _policy, now, owned).Compose());
    }

    private static ComposedReply Finish(ReplyPlan plan, ReplyProtection protection, ComposeOperation operation, Func<OwnedResources, IReadOnlyList<OutgoingMessage>> compose)
    {
        var owned = new OwnedResources();
        try
        {
            IReadOnlyList<OutgoingMessage> messages = compose(owned);
            operation.Composed(messages.Count);
            return new ComposedReply(messages, plan.Availability) { Owner = owned, Protection = protection, LeftOut = plan.LeftOut(protection) };
        }
        catch
        {
            owned.Dispose();
            throw;
        }
    }

    private static void Require(ReplyProtection protection, ReplyAvailability availability, ComposeOperation operation)
    {
        bool isMissing = (protection.HasFlag(ReplyProtection.Sign) && !availability.CanSign)
            || (protection.HasFlag(ReplyProtection.Encrypt) && !availability.CanEncrypt);
        if (isMissing)
        {
            operation.Refused(availability.Sign, availability.Encrypt);
            throw new ReplyProtectionUnavailableException(protection, availability);
        }
    }
}
