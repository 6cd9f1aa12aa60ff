namespace MiniDesk.Mail;

/// <summary>A background service that repeats one piece of work and survives its failures: the database or a server may be away for a while.</summary>
internal abstract class Worker(WorkSignal signal, TimeSpan interval, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(3);

    /// <summary>Does what there is to do.</summary>
    protected abstract Task WorkAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WorkAsync(stoppingToken);
                await signal.WaitAsync(interval, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                logger.WorkFailed(GetType().Name, exception);
                await Task.Delay(PauseAfterFailure, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
