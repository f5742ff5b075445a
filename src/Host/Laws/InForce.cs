using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Organisation;
using Workflows.Rules;
using Workflows.Storage;

namespace Workflows.Host.Laws;

/// <summary>What rules are asked with outside a case: settings and calendar in force, and which procedures ask which rule.</summary>
internal sealed class InForce(IDbContextFactory<WorkflowDb> contexts, SettingStore store, Library library)
{
    public WorkCalendar Calendar => library.Calendar;

    public async Task<Settings> Settings(Register register, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await store.Current(db, register, cancellation);
    }

    /// <summary>The terms of units as the rules count them under the settings in force.</summary>
    public async Task<Registers.Terms> Terms(Register register, CancellationToken cancellation) =>
        new(RuleBook.Standard, await Settings(register, cancellation), Calendar);

    /// <summary>Rule → procedures that ask it.</summary>
    public ILookup<string, RuleUse> Uses() =>
        library.Procedures.InForce.Where(p => !p.IsPart)
            .SelectMany(p => RulesAsked.By(p).Select(id => (Id: id, Use: new RuleUse(p.Key, p.Title))))
            .ToLookup(u => u.Id, u => u.Use);
}
