namespace SmimeHelpdesk.Benchmarks.Fixtures;

/// <summary>What is done with a message.</summary>
public enum Operation
{
    OpenSigned,
    OpenEncrypted,
    OpenBoth,
    Sign,
    Encrypt,
    SignAndEncrypt,
}

/// <summary>One thing to measure.</summary>
/// <param name="Operation">What is done.</param>
/// <param name="Key">The kind of all keys.</param>
/// <param name="Size">The size of the message, roughly, in bytes.</param>
/// <param name="Gcm">Whether encryption is AES-256-GCM in place of AES-256-CBC.</param>
internal sealed record Case(Operation Operation, KeyKind Key, int Size, bool Gcm = false)
{
    public Pki Pki => Pki.For(Key);

    public bool IsOpening => Operation is Operation.OpenSigned or Operation.OpenEncrypted or Operation.OpenBoth;

    public bool IsSigned => Operation is not (Operation.OpenEncrypted or Operation.Encrypt);

    public bool IsEncrypted => Operation is not (Operation.OpenSigned or Operation.Sign);

    /// <summary>Whether a message of this size is a file to be stored rather than a letter, so that opening includes reading its attachment and composing includes writing it out.</summary>
    public bool IsLarge => Size > 1_000_000;

    public ReplyProtection Protection => (IsSigned ? ReplyProtection.Sign : 0) | (IsEncrypted ? ReplyProtection.Encrypt : 0);

    public override string ToString()
    {
        string verb = Operation switch
        {
            Operation.OpenSigned => "open signed",
            Operation.OpenEncrypted => "open encrypted",
            Operation.OpenBoth => "open signed+encrypted",
            Operation.SignAndEncrypt => "sign+encrypt",
            _ => Operation.ToString().ToLowerInvariant(),
        };
        return $"{verb}, {(IsLarge ? $"{Size / 1_000_000} MB" : $"{Size / 1000} KB")}, {Key.Name()}{(IsEncrypted ? Gcm ? ", GCM" : ", CBC" : string.Empty)}";
    }
}
