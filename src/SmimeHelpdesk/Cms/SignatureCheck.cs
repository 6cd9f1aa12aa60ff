namespace SmimeHelpdesk.Cms;

/// <summary>The outcome of one public-key signature check.</summary>
internal enum SignatureCheck
{
    Bad = 0,
    Good = 1,
    UnsupportedAlgorithm = 2,
    KeyOutOfBounds = 3,
}
