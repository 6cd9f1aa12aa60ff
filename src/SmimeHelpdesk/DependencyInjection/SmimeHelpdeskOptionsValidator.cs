using Microsoft.Extensions.Options;
using SmimeHelpdesk.Policy;

namespace SmimeHelpdesk.DependencyInjection;

/// <summary>Stops a host that would refuse every mail, or lose its private keys, before the first mail arrives.</summary>
internal sealed class SmimeHelpdeskOptionsValidator(IMailboxCredentialStore store, ICredentialProtector protector) : IValidateOptions<SmimeHelpdeskOptions>
{
    public ValidateOptionsResult Validate(string? name, SmimeHelpdeskOptions options)
    {
        if (options.Policy is not { Limits: not null } policy || options.TrustAnchors is null || options.Revocation is null)
        {
            return ValidateOptionsResult.Fail("Policy, its Limits, TrustAnchors and Revocation must not be null.");
        }

        List<string> failures = [.. PolicyBounds.Violations(policy), .. RevocationBounds.Violations(options.Revocation)];
        if (options.KeyLifetime < TimeSpan.Zero || options.KeyLifetime > MailboxCredentialManager.MaximumKeyLifetime)
        {
            failures.Add("KeyLifetime is from zero to five minutes.");
        }

        if (protector is EphemeralCredentialProtector && store is not InMemoryMailboxCredentialStore)
        {
            // Keys in a lasting store under a key that dies with the process could never be opened again.
            failures.Add("A credential store that outlives the process needs a credential protector: call UseCredentialProtector.");
        }

        CredentialProtectorFault fault = TestProtector();
        if (fault is not CredentialProtectorFault.None)
        {
            failures.Add($"The credential protector failed its self-test: {fault}.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    // Validation at start is not asynchronous. On a thread of the pool nothing waits for a context of the host's.
    private CredentialProtectorFault TestProtector() =>
        Task.Run(() => CredentialProtectorTest.RunAsync(protector, CancellationToken.None)).GetAwaiter().GetResult();
}
