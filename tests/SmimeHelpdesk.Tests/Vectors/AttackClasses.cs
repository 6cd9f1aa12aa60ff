namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>The classes of attack on whoever receives mail, each with the vectors that show what is made of it.</summary>
internal static class AttackClasses
{
    public static IReadOnlyDictionary<string, string[]> All { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["decrypted text put beside an attacker's"] = ["encrypted part beside an attacker's text", "encrypted part between two halves of a page", "ciphertext inside a signed message"],
        ["ciphertext changed in CBC mode"] = ["AES in CBC mode", "Triple DES", "last block missing"],
        ["authenticated ciphertext changed or cut"] = ["tag changed", "authenticated ciphertext changed", "authenticated ciphertext cut short"],
        ["downgrade from authenticated encryption"] = ["downgraded from GCM to CBC"],
        ["padding and unwrapping oracles"] = ["padding changed", "wrapped key changed", "content key for another", "signed inside, altered signature"],
        ["reply as oracle"] = ["encrypted part beside an attacker's text", "forwarded signed message", "replay of a signed and encrypted mail under another From"],
        ["replay under another From"] = ["replay of a signed and encrypted mail under another From", "signed and dated long before its receipt", "signature of another mail"],
        ["signature stolen around the encryption"] = ["a stranger's signature around the encryption", "triple wrapped by a stranger", "signature around the encryption"],
        ["signed part passed off as the message"] = ["signed part with a list's footer", "signed part beside an attacker's text", "signed alternative beside an unsigned one", "signed part referred to by cid", "forwarded signed message"],
        ["two contents for one signature"] = ["detached signature with another content of its own", "two contents in one structure", "opaque signature over another text"],
        ["no signer"] = ["no signer", "no signer beside a text", "certificates only"],
        ["several signers"] = ["a good and a bad signer", "the author's signature bad beside a good one", "two strangers as signers", "nine signers"],
        ["somebody else's From"] = ["another author", "the signer's address as display name", "Sender is the signer", "two From fields, the signer first", "NUL inside the address", "Cyrillic letter in the domain", "comment inside the address", "quoted local part with an at sign"],
        ["signed attributes read as content"] = ["attributes passed off as content", "two message-digests", "message-digest among the unsigned"],
        ["certificate that does not serve"] = ["unknown root", "self-signed root of the trusted one's name", "expired", "issuer that is no authority", "issuer confined to another domain", "key usage for encryption only", "certificate of a server", "RSA of 1024 bit", "SHA-1 in the path"],
        ["another's issuer and serial number"] = ["borrowed issuer and serial number beside the genuine one", "signature by the one that borrows", "renewed certificate put in the signing one's place"],
        ["certificate left out"] = ["no certificate at all", "certificate known from an earlier mail", "intermediate left out"],
        ["lenient RSA padding"] = ["PKCS #1 block with a rest behind the digest", "PKCS #1 block without its padding", "PSS key used with a shorter salt"],
        ["poisoned harvest"] = ["encryption certificate of an unknown issuer slipped in", "encryption certificate of another address", "forgery after a genuine mail", "unknown root"],
        ["older certificate put back"] = ["older mail after a newer one with another certificate", "another certificate than before", "signed in the future"],
        ["wrong encryption certificate"] = ["split certificates of one subject", "split certificates, the preference names the second", "encryption certificate of another subject", "encryption certificate expired"],
        ["forged header protection"] = ["hp parameter below the root", "hp parameter without protection", "protected From of another than the signer", "signer outside, another author protected", "protected From, encrypted only"],
        ["header injection"] = ["line breaks hidden in the Subject", "reversed and hidden characters in the Subject", "right-to-left override in the address"],
        ["names of files"] = ["attachment named as a path", "attachment named backwards"],
        ["addresses of servers"] = ["certificate that points to a server"],
        ["depth and form"] = ["nine layers", "structure nested without end", "structure cut short", "indefinite lengths"],
        ["bombs"] = ["compression bomb"],
        ["costly certificates and keys"] = ["twenty issuers of one name", "path longer than the limit", "key of 20000 bit", "many strangers' certificates beside it", "501 recipients"],
        ["verdict in the text"] = ["text that claims to be verified", "header fields that claim a verdict"],
        ["signature left out"] = ["unsigned where a signature was usual"],
    };
}
