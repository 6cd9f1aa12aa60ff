namespace SmimeHelpdesk;

/// <summary>What was ticked cannot be done; nothing was composed, and nothing may be sent.</summary>
public sealed class ReplyProtectionUnavailableException : InvalidOperationException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="requested">What was ticked.</param>
    /// <param name="availability">What is available, with the reasons.</param>
    public ReplyProtectionUnavailableException(ReplyProtection requested, ReplyAvailability availability)
        : base("The reply cannot be protected as asked, so it was not composed.")
    {
        Requested = requested;
        Availability = availability;
    }

    /// <summary>What was ticked.</summary>
    public ReplyProtection Requested { get; }

    /// <summary>What is available, with the reasons.</summary>
    public ReplyAvailability Availability { get; }
}
