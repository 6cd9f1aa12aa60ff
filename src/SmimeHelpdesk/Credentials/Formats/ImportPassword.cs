using System.Text;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>The administrator's password in the encodings that writers of key files use, likeliest first.</summary>
internal sealed class ImportPassword(string? text, SecretBuffers secrets)
{
    private readonly string _text = Compose(text ?? string.Empty);

    /// <summary>Whether one was given, be it empty.</summary>
    public bool IsGiven { get; } = text is not null;

    /// <summary>
    /// For PKCS #5: UTF-8 (RFC 8018 section 3), then Latin-1, which old tools took from the terminal. Within PKCS #12 some programs
    /// hand PKCS #5 the BMPString of the older scheme.
    /// </summary>
    public IEnumerable<byte[]> ForPkcs5(bool withinPkcs12)
    {
        yield return secrets.Own(Encoding.UTF8.GetBytes(_text));
        if (!Ascii.IsValid(_text) && _text.All(c => c <= 0xFF))
        {
            yield return secrets.Own(Encoding.Latin1.GetBytes(_text));
        }

        if (withinPkcs12)
        {
            foreach (byte[] encoded in ForPkcs12().Where(encoded => encoded.Length > 0))
            {
                yield return encoded;
            }
        }
    }

    /// <summary>
    /// For the derivation of PKCS #12: BMPString with terminator (RFC 7292 appendix B.1). An empty password is written both with
    /// and without the terminator; old OpenSSL widened the octets of UTF-8 one by one.
    /// </summary>
    public IEnumerable<byte[]> ForPkcs12()
    {
        yield return Terminated(Encoding.BigEndianUnicode.GetBytes(_text));
        if (_text.Length == 0)
        {
            yield return [];
        }
        else if (!Ascii.IsValid(_text))
        {
            byte[] octets = secrets.Own(Encoding.UTF8.GetBytes(_text));
            yield return Terminated(Widened(octets));
        }
    }

    // Keyboards give composed characters, and passwords that are copied from file names or notes of macOS are decomposed.
    private static string Compose(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair: taken as it is.
            return text;
        }
    }

    private static byte[] Widened(byte[] octets)
    {
        byte[] wide = new byte[octets.Length * 2];
        for (int i = 0; i < octets.Length; i++)
        {
            wide[(2 * i) + 1] = octets[i];
        }

        return wide;
    }

    private byte[] Terminated(byte[] encoded)
    {
        secrets.Own(encoded);
        byte[] terminated = secrets.Octets(encoded.Length + 2);
        encoded.CopyTo(terminated, 0);
        return terminated;
    }
}
