using System.Security.Cryptography;

namespace SmimeHelpdesk.Tests.Keys;

/// <summary>A key object that tells whether it has been disposed.</summary>
internal sealed class TrackedRsa : RSA
{
    public bool IsDisposed { get; private set; }

    public override RSAParameters ExportParameters(bool includePrivateParameters) => throw new NotSupportedException();

    public override void ImportParameters(RSAParameters parameters) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
