using System.Security.Cryptography;

namespace SmimeHelpdesk.Tests.Keys;

public sealed class CredentialProtectorTestTests
{
    [Fact]
    public async Task RunAsync_TheLibrarysProtector_FindsNothing()
    {
        using var protector = new AesGcmCredentialProtector(RandomNumberGenerator.GetBytes(32));

        (await CredentialProtectorTest.RunAsync(protector, default)).Should().Be(CredentialProtectorFault.None);
    }

    [Theory]
    [InlineData(CredentialProtectorFault.DoesNotOpenItsOwn)]
    [InlineData(CredentialProtectorFault.ShowsPlaintext)]
    [InlineData(CredentialProtectorFault.AcceptsChangedCiphertext)]
    [InlineData(CredentialProtectorFault.AcceptsOtherBinding)]
    public async Task RunAsync_FaultyProtector_IsFoundOut(CredentialProtectorFault fault) =>
        (await CredentialProtectorTest.RunAsync(new FaultyProtector(fault), default)).Should().Be(fault);

    [Theory]
    [InlineData(64, 0)]
    [InlineData(0, 64)]
    public async Task RunAsync_ProtectorThatBindsToAPartOnly_IsFoundOut(int first, int last) =>
        (await CredentialProtectorTest.RunAsync(new ShortBinding(first, last), default)).Should().Be(CredentialProtectorFault.AcceptsOtherBinding);

    [Fact]
    public async Task RunAsync_ServiceIsDown_PassesItsExceptionOn() =>
        await FluentActions.Awaiting(() => CredentialProtectorTest.RunAsync(new FaultyProtector(null), default)).Should().ThrowAsync<TimeoutException>();
}

/// <summary>A protector whose service takes so much of the binding and drops the rest.</summary>
internal sealed class ShortBinding(int first, int last) : ICredentialProtector
{
    private readonly AesGcmCredentialProtector _inner = new(RandomNumberGenerator.GetBytes(32));

    public ValueTask<byte[]> ProtectAsync(ReadOnlyMemory<byte> plaintext, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken) =>
        _inner.ProtectAsync(plaintext, Short(associatedData), cancellationToken);

    public ValueTask<byte[]> UnprotectAsync(ReadOnlyMemory<byte> ciphertext, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken) =>
        _inner.UnprotectAsync(ciphertext, Short(associatedData), cancellationToken);

    private byte[] Short(ReadOnlyMemory<byte> binding) => [.. binding.Span[..Math.Min(first, binding.Length)], .. binding.Span[^Math.Min(last, binding.Length)..]];
}

/// <summary>A protector with one mistake; null: one whose service is down.</summary>
internal sealed class FaultyProtector(CredentialProtectorFault? fault) : ICredentialProtector
{
    private readonly AesGcmCredentialProtector _inner = new(RandomNumberGenerator.GetBytes(32));

    public async ValueTask<byte[]> ProtectAsync(ReadOnlyMemory<byte> plaintext, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken) => fault switch
    {
        null => throw new TimeoutException(),
        CredentialProtectorFault.ShowsPlaintext => [.. RandomNumberGenerator.GetBytes(8), .. plaintext.Span],
        CredentialProtectorFault.AcceptsOtherBinding => await _inner.ProtectAsync(plaintext, default, cancellationToken),

        // The last octet is not authenticated, as in a format with a trailer that nobody reads.
        CredentialProtectorFault.AcceptsChangedCiphertext => [.. await _inner.ProtectAsync(plaintext, associatedData, cancellationToken), 0],
        _ => await _inner.ProtectAsync(plaintext, associatedData, cancellationToken),
    };

    public async ValueTask<byte[]> UnprotectAsync(ReadOnlyMemory<byte> ciphertext, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken) => fault switch
    {
        CredentialProtectorFault.DoesNotOpenItsOwn => throw new CryptographicException(),
        CredentialProtectorFault.ShowsPlaintext => ciphertext[8..].ToArray(),
        CredentialProtectorFault.AcceptsOtherBinding => await _inner.UnprotectAsync(ciphertext, default, cancellationToken),
        CredentialProtectorFault.AcceptsChangedCiphertext when ciphertext.Length > 0 => await _inner.UnprotectAsync(ciphertext[..^1], associatedData, cancellationToken),
        _ => await _inner.UnprotectAsync(ciphertext, associatedData, cancellationToken),
    };
}
