using FluentAssertions;
using Xunit;

namespace SmimeHelpdesk.Tests.Credentials;

public sealed class InMemoryMailboxCredentialStoreTests
{
    private readonly InMemoryMailboxCredentialStore _store = new();

    [Fact]
    public async Task ListMailboxesAsync_PageByPage_ListsEachOnce()
    {
        await SaveAsync(("b", "x@desk.example"), ("a", "z@desk.example"), ("a", "y@desk.example"), ("", "w@desk.example"));

        var listed = new List<Mailbox>();
        while (await _store.ListMailboxesAsync(null, listed.LastOrDefault(), 3, default) is { Count: > 0 } page)
        {
            page.Count.Should().BeLessThanOrEqualTo(3);
            listed.AddRange(page);
        }

        listed.Should().Equal(
            new Mailbox("w@desk.example"), new Mailbox("y@desk.example", "a"), new Mailbox("z@desk.example", "a"), new Mailbox("x@desk.example", "b"));
    }

    [Fact]
    public async Task ListMailboxesAsync_OfOneTenant_ListsNoOther()
    {
        await SaveAsync(("a", "x@desk.example"), ("A", "y@desk.example"), ("", "w@desk.example"));

        (await _store.ListMailboxesAsync("a", null, 10, default)).Should().Equal(new Mailbox("x@desk.example", "a"));
        (await _store.ListMailboxesAsync("", null, 10, default)).Should().Equal(new Mailbox("w@desk.example"));
    }

    [Fact]
    public async Task ListMailboxesAsync_LastCredentialDeleted_IsListedNoMore()
    {
        await SaveAsync(("", "w@desk.example"));
        await _store.DeleteAsync("w@desk.example", "00", default);

        (await _store.ListMailboxesAsync(null, null, 1, default)).Should().BeEmpty();
    }

    private async Task SaveAsync(params (string Tenant, string Address)[] mailboxes)
    {
        foreach ((string tenant, string address) in mailboxes)
        {
            await _store.SaveAsync(new StoredCredential { Tenant = tenant, MailboxAddress = address, Sha256 = "00", Certificate = new byte[1], ProtectedKey = new byte[1] }, default);
        }
    }
}
