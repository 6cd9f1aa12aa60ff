using SmimeHelpdesk.Credentials.Formats;
using SmimeHelpdesk.Policy;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk;

/// <summary>
/// Reads a mailbox's certificate and private key from whatever an administrator has: PEM text in any shape, PKCS #12, DER, PKCS #7.
/// Stateless and thread-safe. Never throws because of the content.
/// </summary>
public static class MailboxCredentialImporter
{
    /// <summary>Imports pasted text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="password">The password; null when none was given, empty for an empty one.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="ArgumentNullException">There is no text.</exception>
    /// <exception cref="ArgumentException">One of the options' limits is out of range.</exception>
    public static CredentialImportResult Import(string text, string? password = null, CredentialImportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Import(password, options ?? CredentialImportOptions.Default, context =>
        {
            LimitExceededException.ThrowIfAbove(text.Length, context.Limits.MaximumImportSize);
            PasteReader.Read(text, context);
        });
    }

    /// <summary>Imports an uploaded file.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="password">The password; null when none was given, empty for an empty one.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="ArgumentException">One of the options' limits is out of range.</exception>
    public static CredentialImportResult Import(ReadOnlyMemory<byte> file, string? password = null, CredentialImportOptions? options = null) =>
        Import([file], password, options);

    /// <summary>Imports files that belong together, such as a certificate and its key, or a certificate and its issuers.</summary>
    /// <param name="files">The files, in any order.</param>
    /// <param name="password">The password, tried on each file that needs one; null when none was given.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <returns>The outcome for all of them together.</returns>
    /// <exception cref="ArgumentNullException">There is no list.</exception>
    /// <exception cref="ArgumentException">One of the options' limits is out of range.</exception>
    public static CredentialImportResult Import(IReadOnlyList<ReadOnlyMemory<byte>> files, string? password = null, CredentialImportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        return Import(password, options ?? CredentialImportOptions.Default, context =>
        {
            foreach (ReadOnlyMemory<byte> file in files)
            {
                LimitExceededException.ThrowIfAbove(file.Length, context.Limits.MaximumImportSize);
                FileReader.Read(file, context);
            }
        });
    }

    private static CredentialImportResult Import(string? password, CredentialImportOptions options, Action<ImportContext> read)
    {
        PolicyBounds.Require(options.Limits, nameof(options));
        using var context = new ImportContext(password, options.Limits);
        try
        {
            read(context);
            StructureReader.Guard(context, () => PrivateKeyReader.ReadKeysWithoutCurve(context));
            return CredentialAssembler.Assemble(context.Found, options, options.At ?? TimeProvider.System.GetUtcNow());
        }
        catch (LimitExceededException exception)
        {
            bool isDerivation = exception.Limit == nameof(SmimeLimits.MaximumKdfIterations);
            return new CredentialImportResult(
                CredentialImportStatus.LimitExceeded, [], isDerivation ? [CredentialFinding.CostlyProtection] : []);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The one boundary for content: whatever the parsers beneath throw means that they could not make sense of it.
            return new CredentialImportResult(CredentialImportStatus.Malformed, [], [CredentialFinding.DamagedPart]);
        }
    }
}
