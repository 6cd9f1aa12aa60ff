using System.Globalization;
using System.Resources;

namespace SmimeHelpdesk.Text;

/// <summary>The texts, English in the assembly itself, German beside it.</summary>
internal static class TextResources
{
    private static readonly ResourceManager Sentences = new("SmimeHelpdesk.Text.Sentences", typeof(TextResources).Assembly);
    private static readonly ResourceManager Phrases = new("SmimeHelpdesk.Text.Phrases", typeof(TextResources).Assembly);

    /// <summary>The sentence of an enum member; a plain one with the number when a newer version wrote the value.</summary>
    public static string Sentence<TEnum>(TEnum value, CultureInfo culture)
        where TEnum : struct, Enum =>
        Sentences.GetString(Key(value), culture) ?? Phrase("Unknown", culture, value.ToString());

    /// <summary>The few words of an enum member that fit into the line.</summary>
    public static string Short<TEnum>(TEnum value, CultureInfo culture)
        where TEnum : struct, Enum =>
        Phrases.GetString(Key(value), culture) ?? Phrase("UnknownShort", culture, value.ToString());

    /// <summary>A phrase with its blanks filled in one pass, so that what is filled in is never read as a blank.</summary>
    public static string Phrase(string key, CultureInfo culture, params string[] values) =>
        string.Format(CultureInfo.InvariantCulture, Phrases.GetString(key, culture)!, values);

    private static string Key<TEnum>(TEnum value)
        where TEnum : struct, Enum => typeof(TEnum).Name + "." + value;
}
