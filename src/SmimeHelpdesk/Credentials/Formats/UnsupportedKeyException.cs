namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>A key, or its encryption, is well formed and of a kind that is not supported. Never leaves the importer.</summary>
internal sealed class UnsupportedKeyException(string what) : Exception("Not supported: " + what + ".");
