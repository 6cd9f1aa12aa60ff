using System.Text;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SmimeHelpdesk.EntityFrameworkCore.Model;

/// <summary>
/// Text of a key as its UTF-8 bytes. Databases compare text by collation, some of which ignore case, accents or trailing blanks; bytes
/// have no collation, whatever the engine's or the host's default is.
/// </summary>
internal static class KeyText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static ValueConverter<string, byte[]> Converter { get; } = new(text => Strict.GetBytes(text), bytes => Strict.GetString(bytes));

    /// <summary>Ends with an <see cref="ArgumentException"/> for what has no UTF-8 form: two such texts would become one key.</summary>
    public static void Require(string text) => Strict.GetByteCount(text);
}
