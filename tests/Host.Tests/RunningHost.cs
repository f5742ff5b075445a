using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Workflows.Host.SignIn;
using Workflows.Host.Start;
using Workflows.Host.Storage;
using Workflows.Organisation;
using Workflows.Storage;

namespace Workflows.Host.Tests;

/// <summary>The real host on a free port with its own data folder and a clock of its own.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly bool ownsData;
    private readonly WebApplication app;

    private RunningHost(WebApplication app, string data, bool ownsData, ManualTime clock, StringWriter console, RecordedLog log)
    {
        (this.app, Data, this.ownsData, Clock, Console, Log) = (app, data, ownsData, clock, console, log);
        Address = new Uri(app.Urls.First());
    }

    public Uri Address { get; }

    public string Data { get; }

    public ManualTime Clock { get; }

    /// <summary>What the person who started the host reads.</summary>
    public StringWriter Console { get; }

    public RecordedLog Log { get; }

    public IServiceProvider Services => app.Services;

    /// <param name="data">An existing data folder to start on; null: a new one, removed afterwards.</param>
    /// <param name="change">Changes the options.</param>
    /// <param name="adjust">Replaces services.</param>
    /// <param name="now">The moment at which the clock stands; null: nine in the morning of 2026-11-21 in Beijing.</param>
    public static async Task<RunningHost> Start(
        string? data = null, Func<StartOptions, StartOptions>? change = null, Action<WebApplicationBuilder>? adjust = null, DateTimeOffset? now = null)
    {
        var folder = data ?? Directory.CreateTempSubdirectory("host-tests-").FullName;
        var options = StartOptions.Read(["--data", folder, "--urls", "http://127.0.0.1:0"]);
        options = change?.Invoke(options) ?? options;
        var clock = new ManualTime(now ?? new DateTimeOffset(2026, 11, 21, 1, 0, 0, TimeSpan.Zero));
        var console = new StringWriter();
        var log = new RecordedLog();
        var built = HostApp.Build(options, builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
            // Hashing as slowly as in production would be most of the tests' time.
            builder.Services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1_000);
            builder.Logging.ClearProviders().AddProvider(log);
            adjust?.Invoke(builder);
        });
        try
        {
            await Preparation.Run(built, options, console);
            await built.StartAsync();
            return new RunningHost(built, folder, data is null, clock, console, log);
        }
        catch
        {
            await built.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lays rows over the register.</summary>
    public async Task Save(RegisterRows rows)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<WorkflowDb>>().CreateDbContextAsync();
        await RegisterStore.Save(db, rows, new(default, "", RecordWays.Sample));
    }

    /// <summary>An account with its password, as after its activation; whether the password would be let through is not asked.</summary>
    public async Task AddAccount(string user, string personId, string password, bool mustChange = false)
    {
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var db = scope.ServiceProvider.GetRequiredService<HostDb>();
        var account = new Account
        {
            UserName = user,
            NormalizedUserName = users.NormalizeName(user),
            PersonId = personId,
            MustChangePassword = mustChange,
            CreatedAt = Clock.GetUtcNow(),
            SecurityStamp = Secret.New(),
        };
        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        db.Accounts.Add(account);
        db.Note(Clock, AccountAction.SetUp, personId, user, personId);
        await db.SaveChangesAsync();
    }

    public Visitor Visit() => new(Address);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        if (ownsData)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(Data, recursive: true);
        }
    }
}
