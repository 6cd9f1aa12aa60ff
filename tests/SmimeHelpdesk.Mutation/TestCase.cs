using System.Reflection;

namespace SmimeHelpdesk.Mutation;

/// <summary>One test with its arguments.</summary>
internal sealed record TestCase(MethodInfo Method, object?[] Arguments)
{
    public string Class => Method.DeclaringType!.FullName!;

    /// <summary>Runs it; null when it passes, else why not. A skipped test counts as one that does not pass.</summary>
    public async Task<string?> RunAsync()
    {
        object? instance = null;
        try
        {
            instance = Method.IsStatic ? null : Activator.CreateInstance(Method.DeclaringType!);
            await WaitAsync(Method.Invoke(instance, Arguments));
            return null;
        }
        catch (Exception exception)
        {
            Exception cause = exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
            return $"{cause.GetType().Name}: {cause.Message}";
        }
        finally
        {
            await DisposeAsync(instance);
        }
    }

    private static async Task DisposeAsync(object? instance)
    {
        if (instance is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync();
        }
        else if (instance is IDisposable disposable)
        {
            disposable.Dispose();
        }
    }

    private static Task WaitAsync(object? result) => result switch
    {
        Task task => task,
        ValueTask task => task.AsTask(),
        _ => Task.CompletedTask,
    };
}
