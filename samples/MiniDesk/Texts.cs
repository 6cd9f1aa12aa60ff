namespace MiniDesk;

/// <summary>Names the pages' texts: their English wording is the key, and Resources/Texts.de.resx has the German.</summary>
internal sealed class Texts;
