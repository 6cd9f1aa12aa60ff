using System.Buffers;
using System.Security.Cryptography;

namespace SmimeHelpdesk.EntityFrameworkCore.Model;

/// <summary>SHA-256 in the two forms that it has here: lower-case hexadecimal in the contracts, 32 bytes in a row.</summary>
internal static class Thumbprint
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>The bytes; null for any text that is no thumbprint, of which there can be no row.</summary>
    public static byte[]? TryParse(string text) =>
        text.Length == 2 * SHA256.HashSizeInBytes && !text.AsSpan().ContainsAnyExcept(Digits) ? Convert.FromHexString(text) : null;

    public static byte[] Parse(string text, string parameter) =>
        TryParse(text) ?? throw new ArgumentException("A thumbprint is 64 lower-case hexadecimal digits.", parameter);

    public static string Format(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
