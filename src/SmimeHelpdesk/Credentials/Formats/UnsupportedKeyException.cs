namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>A key is well formed and of a kind that is not supported. Never leaves the importer.</summary>
internal class UnsupportedKeyException(string what) : Exception("Not supported: " + what + ".");
