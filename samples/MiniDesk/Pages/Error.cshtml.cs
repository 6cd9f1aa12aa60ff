using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace MiniDesk.Pages;

/// <summary>Says what an agent can do about it, and nothing about the inside.</summary>
[IgnoreAntiforgeryToken]
internal sealed class ErrorModel : PageModel
{
    private int _code = StatusCodes.Status500InternalServerError;

    public void OnGet(int? code) => Read(code);

    public void OnPost(int? code) => Read(code);

    public string Message(IStringLocalizer<Texts> texts) => _code switch
    {
        StatusCodes.Status404NotFound => texts["There is no such page."],
        StatusCodes.Status413PayloadTooLarge => texts["That is more than may be uploaded."],
        StatusCodes.Status400BadRequest => texts["The form is out of date. Go back, load it anew, and send it again."],
        _ => texts["Please try again in a moment. If it stays, the log says why."],
    };

    private void Read(int? code)
    {
        Exception? cause = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        _code = cause is BadHttpRequestException bad ? bad.StatusCode : code ?? _code;
        Response.StatusCode = _code;
    }
}
