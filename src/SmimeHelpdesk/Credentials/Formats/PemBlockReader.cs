using SmimeHelpdesk.Cms;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>Reads one block of PEM. The label is a hint only; the content decides.</summary>
internal static class PemBlockReader
{
    private const string DekInfo = "DEK-Info:";

    public static void Read(PemSection section, ImportContext context)
    {
        string label = section.Label!;
        if (ForeignFormats.IsOtherKey(label))
        {
            context.Found.Hints.Add(CredentialFinding.OtherKeyFormat);
        }

        if (label.StartsWith("OPENSSH", StringComparison.Ordinal))
        {
            context.Found.IsRecognised = true;
            throw new UnsupportedKeyException("OpenSSH key");
        }

        (string? dekInfo, int bodyStart) = ReadHeaders(section.Body.Span);
        ReadOnlySpan<char> body = section.Body.Span[bodyStart..];
        byte[]? content = section.IsClosed || dekInfo is not null
            ? Base64Text.Decode(body, context.Secrets)
            : Base64Text.DecodeExactly(body, context.Secrets, out _);
        if (dekInfo is not null && content is not null)
        {
            ReadEncrypted(dekInfo, content, context);
        }
        else if (label == "EC PARAMETERS")
        {
            context.Found.IsRecognised = true;
            context.Found.CurveHint = EllipticCurves.Identify(content);
        }
        else if ((content is null || ReadContent(label, content, context) == 0) && IsOurs(label))
        {
            throw new CmsFormatException("A block cannot be read.");
        }
    }

    // OpenSSL appends its trust settings to a certificate under this label.
    private static int ReadContent(string label, byte[] content, ImportContext context) =>
        label == "TRUSTED CERTIFICATE" ? StructureReader.Read(content, context) : FileReader.ReadStructures(content, context);

    private static void ReadEncrypted(string dekInfo, byte[] content, ImportContext context)
    {
        context.Found.IsRecognised = true;
        if (!context.Password.IsGiven)
        {
            context.Found.IsPasswordMissing = true;
        }
        else if (LegacyPemEncryption.Decrypt(dekInfo, content, context) is { } key)
        {
            StructureReader.Read(key, context);
        }
        else
        {
            context.Found.IsPasswordWrong = true;
        }
    }

    // Headers end at the last colon's value, since base64 has no colon. When line ends became blanks, the value of DEK-Info is
    // known to end with its hexadecimal digits.
    private static (string? DekInfo, int BodyStart) ReadHeaders(ReadOnlySpan<char> body)
    {
        int colon = body.LastIndexOf(':');
        if (colon < 0)
        {
            return (null, 0);
        }

        int lineEnd = body[colon..].IndexOf('\n');
        int end = lineEnd < 0 ? body.Length : colon + lineEnd;
        int dekInfo = body.IndexOf(DekInfo, StringComparison.OrdinalIgnoreCase);
        if (dekInfo < 0)
        {
            return (null, end);
        }

        int value = dekInfo + DekInfo.Length;
        int valueEnd = EndOfDekInfo(body, value);
        return (body[value..valueEnd].ToString(), dekInfo + DekInfo.Length > colon ? valueEnd : end);
    }

    private static int EndOfDekInfo(ReadOnlySpan<char> body, int start)
    {
        int comma = body[start..].IndexOf(',');
        int end = comma < 0 ? start : start + comma + 1;
        while (end < body.Length && body[end] == ' ')
        {
            end++;
        }

        while (end < body.Length && char.IsAsciiHexDigit(body[end]))
        {
            end++;
        }

        return end;
    }

    // Of blocks with other labels nothing is expected.
    private static bool IsOurs(string label) =>
        !ForeignFormats.IsOtherKey(label)
        && !label.Contains("PARAMETERS", StringComparison.Ordinal) && !label.Contains("REQUEST", StringComparison.Ordinal)
        && !label.Contains("PUBLIC", StringComparison.Ordinal) && !label.Contains("CRL", StringComparison.Ordinal)
        && (label.Contains("CERTIFICATE", StringComparison.Ordinal) || label.Contains("KEY", StringComparison.Ordinal)
            || label.Contains("PKCS", StringComparison.Ordinal) || label.Contains("CMS", StringComparison.Ordinal));
}
