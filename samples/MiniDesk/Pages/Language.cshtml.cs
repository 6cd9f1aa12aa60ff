using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MiniDesk.Pages;

/// <summary>The language switch. It goes back to a page of the desk and nowhere else.</summary>
internal sealed class LanguageModel : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/tickets");

    public IActionResult OnPost(string? culture, string? returnTo)
    {
        string chosen = culture is "de" ? "de" : "en";
        Response.Cookies.Append(
            CookieRequestCultureProvider.DefaultCookieName,
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(chosen)),
            new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true });
        return LocalRedirect(Url.IsLocalUrl(returnTo) ? returnTo : "/tickets");
    }
}
