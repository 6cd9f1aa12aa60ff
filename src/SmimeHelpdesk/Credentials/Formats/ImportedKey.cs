namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>A private key in the one form that is stored.</summary>
/// <param name="Identity">What it has in common with its certificates (<see cref="PublicKeyIdentity"/>).</param>
/// <param name="Pkcs8">PKCS #8 DER; the import zeroes it at its end.</param>
internal sealed record ImportedKey(string Identity, byte[] Pkcs8)
{
    public override string ToString() => nameof(ImportedKey);
}
