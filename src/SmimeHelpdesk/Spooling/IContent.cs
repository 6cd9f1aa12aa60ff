using System.Security.Cryptography;

namespace SmimeHelpdesk.Spooling;

/// <summary>Bytes that can be written out as often as they are needed, so that large ones need not be held.</summary>
internal interface IContent
{
    long Length { get; }

    /// <summary>The digest, when it is known already; else null.</summary>
    byte[]? KnownDigest(HashAlgorithmName algorithm) => null;

    /// <summary>Writes exactly <see cref="Length"/> bytes, the same each time.</summary>
    void WriteTo(Stream output);
}
