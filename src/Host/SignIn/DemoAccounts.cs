namespace Workflows.Host.SignIn;

internal sealed class DemoAccounts
{
    public static Task Prepare(bool reset, TextWriter console, CancellationToken c) => Task.CompletedTask;
}
