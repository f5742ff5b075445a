using Microsoft.EntityFrameworkCore;
using Workflows.Clock;
using Workflows.Host.Attachments;
using Workflows.Host.Audit;
using Workflows.Host.Cases;
using Workflows.Host.Checkpoints;
using Workflows.Host.Publishing;
using Workflows.Host.Desk;
using Workflows.Host.Development;
using Workflows.Host.Documents;
using Workflows.Host.Evidence;
using Workflows.Host.Laws;
using Workflows.Host.Problems;
using Workflows.Host.Proposals;
using Workflows.Host.Registers;
using Workflows.Host.Reporting;
using Workflows.Host.Sheets;
using Workflows.Host.SignIn;
using Workflows.Host.Start;
using Workflows.Host.State;
using Workflows.Host.Storage;
using Workflows.Host.Web;
using Workflows.Rules;
using Workflows.Storage;

namespace Workflows.Host;

/// <summary>Puts the host together: its services, the way of a request through it, and its addresses.</summary>
internal static class HostApp
{
    /// <param name="options">What the person who starts it asked for.</param>
    /// <param name="adjust">Lets a test replace the clock or break a part.</param>
    public static WebApplication Build(StartOptions options, Action<WebApplicationBuilder>? adjust = null)
    {
        PrivateFolder.Create(options.Data);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.AddListening(options);
        builder.AddLogging(options);
        builder.AddSignIn(options);
        AddStorage(builder.Services, options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(RuleBook.Standard);
        builder.Services.AddSingleton(options);
        builder.Services.AddApiDocument();
        builder.Services.AddReadiness();
        builder.Services.AddCompression();
        builder.Services.AddHostedService<MemoryAtRest>();
        builder.Services.AddHostedService<DefinitionWatch>();
        builder.Services.AddHostedService<StorageWatch>();
        adjust?.Invoke(builder);

        var app = builder.Build();
        var pages = Places.FindPages();
        app.UseMiddleware<UnexpectedFailures>();
        app.UseSecurityHeaders();
        app.UseShortAddresses();
        app.UseCompression();
        app.UseStatusCodePages(static context => Say.Status(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext));
        app.UseKnownHosts(options);
        app.UsePages(pages);
        app.UseRouting();
        app.UsePageAddresses(pages);
        app.UseOversizedBodies();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<Gate>();
        app.UseUnknownQueries();
        app.UseUtf8Only();
        app.UseDiskReserve();

        var api = app.MapGroup("/api");
        api.MapSignIn();
        api.MapActivation();
        api.MapSessions();
        api.MapSecondFactor();
        api.MapTokens();
        api.MapUsers();
        api.MapGrants();
        api.MapKnown();
        api.MapPersonalData();
        api.MapAttachments();
        api.MapRules();
        api.MapCalendar();
        api.MapSettings();
        api.MapOrganisation();
        api.MapCases();
        api.MapCaseLists();
        api.MapTogether();
        api.MapDevelopment();
        api.MapMessages();
        api.MapReports();
        api.MapLadders();
        api.MapDrafts();
        api.MapProcedures();
        api.MapDefinitions();
        api.MapSimulations();
        api.MapDocuments();
        api.MapAudit();
        api.MapRecords();
        api.MapAccountLog();
        api.MapClock();
        api.MapCheckpoints();
        api.MapEvidence();
        app.MapReadiness(options.BriefHealth);
        app.MapApiDocument(options.ApiDescription);
        return app;
    }

    private static void AddStorage(IServiceCollection services, StartOptions options)
    {
        var choice = options.Choice;
        services.AddWorkflows(choice).AddCheckpoints(options);
        services.AddClock(choice, quartz => AddClockExtension.Every<CheckpointJob>(quartz, "checkpoints", TimeSpan.FromHours(1)));
        services.AddPooledDbContextFactory<HostDb>(choice.Configure);
        services.AddScoped(s => s.GetRequiredService<IDbContextFactory<HostDb>>().CreateDbContext());
        services.AddSingleton<SignIns>(s => s.GetRequiredService<KnownAccounts>().WhoSignIn);
        services.AddSingleton<RegisterImporter>().AddSingleton<Readings>().AddSingleton<ProposalDesk>().AddSingleton<RegisterDesk>().AddSingleton<PersonalData>();
        services.AddSingleton<InForce>().AddSingleton<Verifier>().AddSingleton<SharedJobs>().AddSingleton<VerifyJobs>()
            .AddSingleton<EvidenceMaker>().AddSingleton<CaseViews>().AddSingleton<Door>().AddSingleton<FreshProof>()
            .AddSingleton<OpenCases>().AddSingleton<HandedIn>();
        services.AddSingleton(s => new AttachmentFolder(options.AttachmentFolder, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new SheetFolder(Path.Combine(options.Data, "sheets"), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => s.GetRequiredService<AttachmentFolder>().Files);
        services.AddSingleton<StorageState>().AddSingleton<DiskReserve>().AddSingleton<VirusScanner>().AddSingleton<CheckedFiles>()
            .AddSingleton<UnusedFiles>().AddSingleton<AttachmentVerifier>();
        services.AddScoped<AttachmentAccess>().AddScoped<AttachmentDesk>();
    }
}
