namespace SmimeHelpdesk.Revocation.Fetching;

/// <summary>What a server sent, or why there is nothing.</summary>
internal readonly record struct Fetched(ReadOnlyMemory<byte> Body, RevocationUnknownReason Problem)
{
    public static Fetched Failed(RevocationUnknownReason problem) => new(default, problem);
}
