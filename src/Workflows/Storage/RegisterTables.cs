using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Organisation;

namespace Workflows.Storage;

/// <summary>How the register's rows lie in the database (scripts 0001 and 0006).</summary>
public static class RegisterTables
{
    public static void Configure(ModelBuilder model)
    {
        Dated(model.Entity<Unit>().ToTable("units")).HasKey(u => new { u.Id, u.From });
        model.Entity<Person>().ToTable("people").HasKey(p => p.Id);
        Dated(model.Entity<Membership>().ToTable("memberships")).HasKey(m => new { m.PersonId, m.UnitId, m.Stage, m.From });
        Dated(model.Entity<Discipline>().ToTable("disciplines")).HasKey(d => new { d.PersonId, d.Kind, d.From });
        Dated(model.Entity<Absence>().ToTable("absences")).HasKey(a => new { a.PersonId, a.Kind, a.From });
        Dated(model.Entity<Post>().ToTable("posts")).HasKey(p => new { p.PersonId, p.UnitId, p.Role, p.From });
        model.Entity<Term>().ToTable("terms").Ignore(t => t.ShiftedMonths).HasKey(t => new { t.UnitId, t.ElectedOn });
        var voids = model.Entity<RegisterVoid>().ToTable("register_voids").Ignore(v => v.Row);
        voids.Property(v => v.From).HasColumnName("from_day");
        voids.Property(v => v.Until).HasColumnName("until_day");
        voids.HasKey(v => new { v.Kind, v.PersonId, v.UnitId, v.What, v.From, v.VoidedAt });
        model.Entity<TermShift>().ToTable("term_shifts").HasKey(s => new { s.UnitId, s.ElectedOn, s.DecidedOn });
    }

    /// <summary>From and until are words of SQL: their columns are called from_day and until_day.</summary>
    private static EntityTypeBuilder<T> Dated<T>(EntityTypeBuilder<T> entity)
        where T : class, IDated
    {
        entity.Property(e => e.From).HasColumnName("from_day");
        entity.Property(e => e.Until).HasColumnName("until_day");
        return entity;
    }
}
