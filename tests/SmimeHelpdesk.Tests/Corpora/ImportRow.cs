namespace SmimeHelpdesk.Tests.Corpora;

/// <summary>A row of <see cref="ImportTable"/>.</summary>
/// <param name="Status">What the importer answers.</param>
/// <param name="Password">The password that belongs to the file.</param>
/// <param name="Files">The file, or the files that are one credential together.</param>
/// <param name="IsMissed">Whether it is a whole credential that a mailbox could use, and yet is not read.</param>
internal sealed record ImportRow(CredentialImportStatus Status, string? Password, IReadOnlyList<string> Files, bool IsMissed);
