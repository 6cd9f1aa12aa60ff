namespace SmimeHelpdesk;

/// <summary>Whose certificate ends.</summary>
public enum ExpiringOwner
{
    /// <summary>One of the helpdesk's mailboxes: signing and being written to ends with it.</summary>
    Mailbox = 0,

    /// <summary>A customer: encrypting replies ends with it, until the customer's next signed mail shows a new one.</summary>
    Customer = 1,
}
