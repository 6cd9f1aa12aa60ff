using Microsoft.Extensions.DependencyInjection;

namespace SmimeHelpdesk.Tests.Readme;

/// <summary>The code of docs/revocation.md, as a host writes it. What lies between the markers stands there letter by letter.</summary>
internal static class RevocationExample
{
    public static void Register(IServiceCollection services)
    {
        // readme:begin register
        services.AddSmimeHelpdesk(options =>
        {
            options.Policy = SmimePolicy.Default with { Revocation = RevocationMode.SoftFail };
            options.Revocation = RevocationOptions.Default with { PrivateHosts = ["crl.corp.example"] };   // your own authority, if it lies in your network
        });
        // readme:end
    }

    public static ITrustAnchorProvider Trust(string folder, TrustAnchors stolen, TrustAnchors customersOwn)
    {
        // readme:begin trust
        // the system's roots and a file of your own, for each tenant another
        ITrustAnchorProvider anchors = new TenantTrustAnchors(new SystemTrustAnchors(), tenant => new FileTrustAnchors(Path.Combine(folder, tenant + ".pem")));
        // or your own ITrustAnchorProvider, which returns the set that counts now
        TrustAnchors set = TrustAnchors.FromSystem().Block(stolen).Pin("customer.example", customersOwn);
        // readme:end
        return set.Count < 0 ? new FixedTrustAnchors(set) : anchors;
    }
}
