using Microsoft.AspNetCore.Mvc.RazorPages;
using SmimeHelpdesk;

namespace MiniDesk.Pages;

/// <summary>Whose certificates are known.</summary>
internal sealed class CustomerListModel(ISignerCertificateCache cache) : PageModel
{
    private const int PageSize = 100;

    public IReadOnlyList<string> Addresses { get; private set; } = [];

    public string? Next => Addresses.Count == PageSize ? Addresses[^1] : null;

    public async Task OnGetAsync(string? after, CancellationToken cancellationToken) =>
        Addresses = await cache.ListAddressesAsync(string.Empty, after, PageSize, cancellationToken);
}
