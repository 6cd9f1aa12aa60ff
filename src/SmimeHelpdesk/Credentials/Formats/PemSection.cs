namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>A piece of a paste: a block of PEM, or what stands between two.</summary>
/// <param name="Label">The label in upper case; null for text outside of blocks.</param>
/// <param name="Body">What it holds.</param>
/// <param name="IsClosed">Whether a line with END followed.</param>
internal readonly record struct PemSection(string? Label, ReadOnlyMemory<char> Body, bool IsClosed);
