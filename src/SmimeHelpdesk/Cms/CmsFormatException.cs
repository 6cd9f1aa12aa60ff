namespace SmimeHelpdesk.Cms;

/// <summary>Bytes that are not what they claim to be. Never leaves the library: the doors turn it into <c>Malformed</c>.</summary>
internal sealed class CmsFormatException(string message, Exception? inner = null) : Exception(message, inner);
