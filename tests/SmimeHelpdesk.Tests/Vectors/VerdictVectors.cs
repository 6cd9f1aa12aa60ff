namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>All vectors; their names are unique.</summary>
internal static class VerdictVectors
{
    public static IReadOnlyList<VerdictVector> All { get; } =
    [
        .. ContentVectors.All, .. AttributeVectors.All, .. SignerVectors.All, .. AlgorithmVectors.All, .. IdentityVectors.All, .. HeaderVectors.All,
        .. PathVectors.All, .. TimeVectors.All, .. LayerVectors.All, .. PartVectors.All, .. EncryptionVectors.All, .. HarvestVectors.All,
        .. ReplyVectors.All, .. FormVectors.All, .. RevocationVectors.All,
    ];
}
