using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MiniDesk.Demo;

namespace MiniDesk.Pages;

/// <summary>A guide through the demo.</summary>
internal sealed class DemoModel(IServiceProvider services) : PageModel
{
    public IReadOnlyList<string> Files { get; private set; } = [];

    public string Inbox { get; private set; } = string.Empty;

    public IActionResult OnGet()
    {
        if (services.GetService<DemoFolder>() is not { } demo)
        {
            return NotFound();
        }

        Files = [.. Directory.EnumerateFiles(demo.Credentials).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        Inbox = demo.InboxOf(DemoFolder.Support);
        return Page();
    }
}
