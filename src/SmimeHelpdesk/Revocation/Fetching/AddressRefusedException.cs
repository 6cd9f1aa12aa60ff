namespace SmimeHelpdesk.Revocation.Fetching;

/// <summary>A name leads to no address that may be connected to. Never leaves the room.</summary>
internal sealed class AddressRefusedException() : IOException("The address is not a public one.");
