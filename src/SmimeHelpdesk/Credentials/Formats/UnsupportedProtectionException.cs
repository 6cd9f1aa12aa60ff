namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>A key may be of a good kind, but not so what protects it. Never leaves the importer.</summary>
internal sealed class UnsupportedProtectionException(string what) : UnsupportedKeyException(what);
