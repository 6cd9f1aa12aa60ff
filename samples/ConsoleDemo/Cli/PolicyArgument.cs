using SmimeHelpdesk;

namespace ConsoleDemo.Cli;

/// <summary>Reads <c>--policy NAME=VALUE</c>.</summary>
internal static class PolicyArgument
{
    public static SmimePolicy Apply(SmimePolicy policy, string argument)
    {
        int equals = argument.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            throw new UsageException($"'{argument}' is not NAME=VALUE; the names are {Names()}.");
        }

        string name = argument[..equals];
        PolicySetting setting = PolicySettings.All.FirstOrDefault(setting => string.Equals(setting.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new UsageException($"'{name}' is no property of the policy; the names are {Names()}.");
        string value = argument[(equals + 1)..];
        return setting.Set(policy, value) ?? throw new UsageException($"'{value}' is no value of {setting.Name}; give {setting.Values}.");
    }

    private static string Names() => string.Join(", ", PolicySettings.All.Select(setting => setting.Name));
}
