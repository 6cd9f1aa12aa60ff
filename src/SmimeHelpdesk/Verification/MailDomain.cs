using System.Buffers;
using System.Globalization;

namespace SmimeHelpdesk.Verification;

/// <summary>The comparable form of a mail domain: lower case, every label an A-label or plain ASCII (RFC 5890, RFC 6531 section 3.2).</summary>
internal static class MailDomain
{
    private const int MaximumLength = 253;
    private const int MaximumLabelLength = 63;
    private static readonly SearchValues<char> Comparable = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = false, AllowUnassigned = false };

    /// <summary>The domain as A-labels; null when it is no host name.</summary>
    public static string? Normalize(string domain)
    {
        if (IsNormal(domain))
        {
            return domain;
        }

        string[] labels = domain.Length > MaximumLength ? [] : domain.Split('.');
        for (int i = 0; i < labels.Length; i++)
        {
            if (NormalizeLabel(labels[i]) is not { } label)
            {
                return null;
            }

            labels[i] = label;
        }

        string joined = string.Join('.', labels);
        return joined.Length is > 0 and <= MaximumLength ? joined : null;
    }

    // As nearly every domain is written.
    private static bool IsNormal(ReadOnlySpan<char> domain)
    {
        if (domain.Length is 0 or > MaximumLength || domain.ContainsAnyExcept(Comparable))
        {
            return false;
        }

        foreach (Range label in domain.Split('.'))
        {
            (int _, int length) = label.GetOffsetAndLength(domain.Length);
            if (length is 0 or > MaximumLabelLength)
            {
                return false;
            }
        }

        return true;
    }

    private static string? NormalizeLabel(string label)
    {
        bool isAscii = true;
        foreach (char c in label)
        {
            isAscii &= char.IsAscii(c);
            if (char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
            {
                return null;
            }
        }

        string? ascii = isAscii ? label.ToLowerInvariant() : ToALabel(label);
        return ascii is { Length: > 0 and <= MaximumLabelLength } ? ascii : null;
    }

    // Mapping before the conversion turns look-alikes (full-width letters, other full stops, the Kelvin sign) into plain ASCII, and
    // differs between platforms. So only a label that survives the way there and back, apart from case, is one.
    private static string? ToALabel(string label)
    {
        try
        {
            string ascii = Idn.GetAscii(label);
            return ascii.StartsWith("xn--", StringComparison.Ordinal) && Idn.GetUnicode(ascii) == Lower(label) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string Lower(string label) => string.Create(label.Length, label, static (lower, original) =>
    {
        for (int i = 0; i < original.Length; i++)
        {
            char c = char.ToLowerInvariant(original[i]);
            lower[i] = char.IsAscii(c) == char.IsAscii(original[i]) ? c : original[i];
        }
    });
}
