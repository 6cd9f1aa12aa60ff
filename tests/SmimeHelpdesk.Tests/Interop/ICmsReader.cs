namespace SmimeHelpdesk.Tests.Interop;

/// <summary>A program of others that reads CMS, as DER and without the mail around it.</summary>
internal interface ICmsReader : IDisposable
{
    /// <summary>Verifies a signature and gives the signed content; fails the test when the program calls it bad.</summary>
    /// <param name="cms">The SignedData.</param>
    /// <param name="content">The content of a detached signature; null when it is inside.</param>
    Task<byte[]> VerifyAsync(byte[] cms, byte[]? content);

    /// <summary>Decrypts with the recipient's key; fails the test when the program cannot.</summary>
    Task<byte[]> DecryptAsync(byte[] cms);
}
