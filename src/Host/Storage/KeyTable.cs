using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Host.Storage;

/// <summary>A key that cookies are signed with, as ASP.NET Core writes it.</summary>
internal sealed class HostKey
{
    public required string Name { get; init; }

    public required string Xml { get; init; }
}

/// <summary>Keeps the keys of several hosts in their common database, so that each knows whom another one let in.</summary>
/// <param name="contexts">The database.</param>
/// <param name="folder">Where a host kept its keys before; those are taken along once.</param>
internal sealed class KeyTable(IDbContextFactory<HostDb> contexts, string folder) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = contexts.CreateDbContext();
        var kept = db.HostKeys.AsNoTracking().ToList();
        if (kept.Count == 0 && Directory.Exists(folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.xml"))
                StoreElement(XElement.Load(file), Path.GetFileNameWithoutExtension(file));
            kept = db.HostKeys.AsNoTracking().ToList();
        }

        return [.. kept.Select(k => XElement.Parse(k.Xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = contexts.CreateDbContext();
        var xml = element.ToString(SaveOptions.DisableFormatting);
        db.Database.ExecuteSql($"INSERT INTO host_keys (name, xml) VALUES ({friendlyName}, {xml}) ON CONFLICT DO NOTHING");
    }
}
