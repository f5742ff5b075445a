using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Workflows.Host.Attachments;
using Workflows.Host.Audit;
using Workflows.Host.SignIn;
using Workflows.Host.Start;
using Workflows.Storage;

namespace Workflows.Host.Storage;

/// <summary>What the host itself keeps in the product's database: accounts, sessions, tokens for programs, links, attachments.</summary>
internal sealed class HostDb(DbContextOptions<HostDb> options) : DbContext(options)
{
    /// <summary>The host's own schema scripts; applied beside the library's.</summary>
    public static SchemaScripts Scripts { get; } = SchemaScripts.Embedded("host", typeof(HostDb).Assembly, "Workflows.Host.Storage.Schema.");

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<ProgramToken> Tokens => Set<ProgramToken>();

    public DbSet<SetupLink> SetupLinks => Set<SetupLink>();

    public DbSet<ActivationLink> ActivationLinks => Set<ActivationLink>();

    public DbSet<AccountGrant> AccountGrants => Set<AccountGrant>();

    public DbSet<AccountNotice> AccountNotices => Set<AccountNotice>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<GuessCount> GuessCounts => Set<GuessCount>();

    public DbSet<FormerPassword> FormerPasswords => Set<FormerPassword>();

    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    public DbSet<HostKey> HostKeys => Set<HostKey>();

    public DbSet<HostMark> HostMarks => Set<HostMark>();

    public DbSet<SharedJob> VerifyJobs => Set<SharedJob>();

    public DbSet<AccountLogEntry> AccountLog => Set<AccountLogEntry>();

    public DbSet<Attachment> Attachments => Set<Attachment>();

    public DbSet<AccountsMark> AccountsMarks => Set<AccountsMark>();

    /// <summary>What is done to accounts is recorded; that asks the database, so it is saved with <see cref="SaveChangesAsync"/>.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new InvalidOperationException("Accounts are saved asynchronously.");

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        AccountsMark.Renew(this);
        var (changes, by) = AccountRecords.About(this, this.GetService<TimeProvider>());
        if (changes.Count == 0)
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);

        var own = Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(cancellationToken) : null;
        await using (own)
        {
            var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            await RecordBook.Append(this, by, changes, cancellationToken);
            if (own is not null)
                await own.CommitAsync(cancellationToken);
            return saved;
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => Conventions.Apply(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var account = modelBuilder.Entity<Account>().ToTable("accounts");
        account.Property(a => a.ConcurrencyStamp).IsConcurrencyToken();
        account.Ignore(a => a.Email).Ignore(a => a.NormalizedEmail).Ignore(a => a.EmailConfirmed);
        account.Ignore(a => a.PhoneNumber).Ignore(a => a.PhoneNumberConfirmed).Ignore(a => a.TwoFactorEnabled).Ignore(a => a.LockoutEnabled);
        modelBuilder.Entity<AccountsMark>().ToTable("accounts_mark");
        modelBuilder.Entity<ProgramToken>().ToTable("program_tokens");
        modelBuilder.Entity<AccountLogEntry>().ToTable("account_log");
        modelBuilder.Entity<SetupLink>().ToTable("setup_links").HasKey(l => l.Hash);
        modelBuilder.Entity<ActivationLink>().ToTable("activation_links").HasKey(l => l.AccountId);
        modelBuilder.Entity<AccountGrant>().ToTable("account_grants").HasKey(g => g.CaseId);
        modelBuilder.Entity<AccountNotice>().ToTable("account_notices");
        modelBuilder.Entity<Session>().ToTable("sessions");
        modelBuilder.Entity<GuessCount>().ToTable("sign_in_limits").HasKey(c => c.Key);
        modelBuilder.Entity<FormerPassword>().ToTable("password_history");
        modelBuilder.Entity<RecoveryCode>().ToTable("recovery_codes").HasKey(c => c.Hash);
        modelBuilder.Entity<HostKey>().ToTable("host_keys").HasKey(k => k.Name);
        modelBuilder.Entity<HostMark>().ToTable("host_marks").HasKey(m => m.Name);
        modelBuilder.Entity<SharedJob>().ToTable("verify_jobs");
        modelBuilder.Entity<Attachment>().ToTable("attachments").HasKey(a => new { a.Hash, a.Uploader });
        CaseTables.Records(modelBuilder);
        Conventions.Apply(modelBuilder);
    }
}
