using System.Security.Cryptography;
using System.Text;
using SmimeHelpdesk.Keys;

namespace SmimeHelpdesk.Tests.Keys;

public sealed class AesGcmCredentialProtectorTests
{
    private const string OneText = "The private key cannot be decrypted.";

    private static readonly byte[] Plaintext = Encoding.ASCII.GetBytes("not really a private key, but as secret");
    private static readonly byte[] Binding = CredentialBinding.For("acme", "support@desk.example", new string('a', 64));

    [Fact]
    public async Task UnprotectAsync_WhatProtectAsyncReturned_IsThePlaintext()
    {
        using AesGcmCredentialProtector protector = NewProtector();

        byte[] ciphertext = await protector.ProtectAsync(Plaintext, Binding, default);

        (await protector.UnprotectAsync(ciphertext, Binding, default)).Should().Equal(Plaintext);
    }

    [Fact]
    public async Task ProtectAsync_SamePlaintextTwice_SharesNothingButTheHeader()
    {
        using AesGcmCredentialProtector protector = NewProtector();

        byte[] first = await protector.ProtectAsync(Plaintext, Binding, default);
        byte[] second = await protector.ProtectAsync(Plaintext, Binding, default);

        int header = 2 + AesGcmCredentialProtector.DefaultKeyId.Length;
        first[..header].Should().Equal(second[..header]);
        first[header..].Zip(second[header..]).Count(pair => pair.First == pair.Second).Should().BeLessThan(16);
    }

    [Fact]
    public async Task UnprotectAsync_AnyByteFlipped_FailsWithTheOneText()
    {
        using AesGcmCredentialProtector protector = NewProtector();
        byte[] ciphertext = await protector.ProtectAsync(Plaintext, Binding, default);

        for (int i = 0; i < ciphertext.Length; i++)
        {
            foreach (byte mask in new byte[] { 0x01, 0x80, 0xFF })
            {
                byte[] changed = [.. ciphertext];
                changed[i] ^= mask;
                await ShouldFail(protector, changed, Binding);
            }
        }
    }

    [Fact]
    public async Task UnprotectAsync_CutAtAnyLength_FailsWithTheOneText()
    {
        using AesGcmCredentialProtector protector = NewProtector();
        byte[] ciphertext = await protector.ProtectAsync(Plaintext, Binding, default);

        for (int length = 0; length < ciphertext.Length; length++)
        {
            await ShouldFail(protector, ciphertext[..length], Binding);
        }

        await ShouldFail(protector, [.. ciphertext, 0], Binding);
    }

    [Theory]
    [InlineData("acme", "support@desk.example", 'b')]
    [InlineData("acme", "sales@desk.example", 'a')]
    [InlineData("other", "support@desk.example", 'a')]
    [InlineData("acm", "esupport@desk.example", 'a')]
    public async Task UnprotectAsync_MovedToAnotherRow_Fails(string tenant, string address, char thumbprint)
    {
        using AesGcmCredentialProtector protector = NewProtector();
        byte[] ciphertext = await protector.ProtectAsync(Plaintext, Binding, default);

        await ShouldFail(protector, ciphertext, CredentialBinding.For(tenant, address, new string(thumbprint, 64)));
    }

    [Fact]
    public void Binding_TenantThatUtf8CannotCarry_IsRefused() =>
        FluentActions.Invoking(() => CredentialBinding.For("\uD800", "support@desk.example", new string('a', 64))).Should().Throw<ArgumentException>();

    [Fact]
    public async Task UnprotectAsync_OtherHostKeyOfTheSameName_FailsWithTheOneText()
    {
        using AesGcmCredentialProtector one = NewProtector();
        using AesGcmCredentialProtector other = NewProtector();

        await ShouldFail(other, await one.ProtectAsync(Plaintext, Binding, default), Binding);
    }

    [Fact]
    public async Task UnprotectAsync_AfterRotation_OpensOldAndNewUntilTheOldKeyIsGone()
    {
        byte[] oldKey = RandomNumberGenerator.GetBytes(32);
        byte[] newKey = RandomNumberGenerator.GetBytes(32);
        using var before = new AesGcmCredentialProtector(oldKey);
        using var during = new AesGcmCredentialProtector(
            "2026", new Dictionary<string, ReadOnlyMemory<byte>> { [AesGcmCredentialProtector.DefaultKeyId] = oldKey, ["2026"] = newKey });
        using var after = new AesGcmCredentialProtector("2026", new Dictionary<string, ReadOnlyMemory<byte>> { ["2026"] = newKey });

        byte[] old = await before.ProtectAsync(Plaintext, Binding, default);
        byte[] young = await during.ProtectAsync(Plaintext, Binding, default);

        (await during.UnprotectAsync(old, Binding, default)).Should().Equal(Plaintext);
        (await after.UnprotectAsync(young, Binding, default)).Should().Equal(Plaintext);
        await ShouldFail(after, old, Binding);
        await ShouldFail(before, young, Binding);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(31)]
    [InlineData(33)]
    public void Constructor_KeyOfAnotherSize_IsRefused(int size) =>
        FluentActions.Invoking(() => new AesGcmCredentialProtector(new byte[size])).Should().Throw<ArgumentException>();

    [Fact]
    public void Constructor_CurrentKeyMissingOrIdTooLong_IsRefused()
    {
        var keys = new Dictionary<string, ReadOnlyMemory<byte>> { ["a"] = new byte[32] };
        var longId = new Dictionary<string, ReadOnlyMemory<byte>> { [new string('a', 65)] = new byte[32] };

        FluentActions.Invoking(() => new AesGcmCredentialProtector("b", keys)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new AesGcmCredentialProtector(new string('a', 65), longId)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public async Task ProtectAsync_Disposed_NeverEncryptsWithZeros()
    {
        AesGcmCredentialProtector protector = NewProtector();
        protector.Dispose();

        await FluentActions.Awaiting(() => protector.ProtectAsync(Plaintext, Binding, default).AsTask())
            .Should().ThrowAsync<ObjectDisposedException>();
    }

    private static AesGcmCredentialProtector NewProtector() => new(RandomNumberGenerator.GetBytes(32));

    private static async Task ShouldFail(AesGcmCredentialProtector protector, byte[] ciphertext, byte[] binding)
    {
        var failure = await FluentActions.Awaiting(() => protector.UnprotectAsync(ciphertext, binding, default).AsTask())
            .Should().ThrowExactlyAsync<CryptographicException>();
        failure.Which.Message.Should().Be(OneText);
        failure.Which.InnerException.Should().BeNull();
    }
}
