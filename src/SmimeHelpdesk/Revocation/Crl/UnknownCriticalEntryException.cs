namespace SmimeHelpdesk.Revocation.Crl;

/// <summary>An entry of a CRL has a critical extension that is not understood. Never leaves the room.</summary>
internal sealed class UnknownCriticalEntryException() : Exception("A CRL has an entry that is not understood.");
