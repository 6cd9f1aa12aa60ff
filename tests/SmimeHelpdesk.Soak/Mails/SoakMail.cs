namespace SmimeHelpdesk.Soak.Mails;

/// <summary>One mail of the pool.</summary>
/// <param name="Kind">What it is, for the report.</param>
/// <param name="Mailbox">The helpdesk's mailbox that receives it.</param>
/// <param name="Customer">The address that its author has.</param>
/// <param name="Bytes">As it travels.</param>
/// <param name="Expected">What the library must say.</param>
internal sealed record SoakMail(string Kind, string Mailbox, string Customer, byte[] Bytes, Expectation Expected);
