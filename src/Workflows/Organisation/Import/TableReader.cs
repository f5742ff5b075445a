using Workflows.Organisation.Import.Sheets;

namespace Workflows.Organisation.Import;

/// <summary>One line of a table, before its values are read.</summary>
/// <param name="Cells">Column → what stands there; a column that the file does not have is not in it.</param>
internal sealed record TableLine(RegisterTable Table, Place Place, IReadOnlyDictionary<string, Cell> Cells);

/// <summary>Finds the tables in files: past titles and notes, on every sheet, each known by its header.</summary>
internal sealed class TableReader(ImportLog log)
{
    private readonly List<TableLine> lines = [];

    /// <summary>Lines below headers, blank ones, sums and notes not counted.</summary>
    public int Count { get; private set; }

    public List<TableLine> Read(IReadOnlyList<ImportFile> files)
    {
        foreach (var file in files)
        {
            var source = log.Open(file.Name, "");
            try
            {
                var sheets = SheetFile.Read(file.Content);
                var found = sheets.Select(s => ReadSheet(file, s, sheets.Length == 1 ? source : log.Open(file.Name, s.Name), sheets.Length)).ToArray();
                if (sheets.Length > 1 && found.All(f => !f))
                    log.Add(source, 0, "", $"每个工作表都认不出表头。{Known}");
                else if (sheets.IsEmpty)
                    log.Add(source, 0, "", "里面没有工作表");
            }
            catch (UnreadableException no)
            {
                log.Add(source, 0, "", no.Message);
            }
        }

        return lines;
    }

    /// <returns>False when the sheet holds no table of ours; that is no mistake as long as another one does.</returns>
    private bool ReadSheet(ImportFile file, Sheet sheet, int source, int sheets)
    {
        using var walk = sheet.Rows.GetEnumerator();
        var (first, line) = (new List<SheetRow>(), 0);
        try
        {
            while (first.Count <= Header.LinesLookedAt && walk.MoveNext())
                first.Add(walk.Current);
            if (sheet.IsHidden)
            {
                if (Header.Find(first) is not null)
                    log.Remark($"{log.Name(source)}是隐藏的，没有导入。");
                return false;
            }

            if (first.Count == 0)
            {
                if (sheets == 1)
                    log.Add(source, 0, "", "文件是空的");
                return false;
            }

            if (Header.Find(first) is not { } header)
            {
                if (sheets == 1)
                    log.Add(source, first[0].Line, "", $"认不出表头。{Known}");
                else
                    log.Remark($"{log.Name(source)}认不出表头，没有导入。");
                return false;
            }

            if (!Accept(header, source))
                return true;

            var body = new SheetBody(header, sheet.KeepsWidth, source, log);
            foreach (var row in first.Skip(header.Rows).Concat(Rest(walk)))
            {
                line = row.Line;
                if (Count == SheetLimits.MostRows)
                    throw new UnreadableException(SheetLimits.TooManyRows);
                if (body.Read(row) is { } good)
                    lines.Add(good);
                Count += body.IsCounted ? 1 : 0;
            }

            body.Finish(sheet.IsTorn ? file.Name : null);
        }
        catch (UnreadableException no)
        {
            log.Add(source, 0, "", no.Message);
        }
        catch (Exception torn) when (Xlsx.IsTorn(torn))
        {
            log.Add(source, 0, "", $"第 {line} 行以后读不出来：{Xlsx.Torn}");
        }

        return true;
    }

    private static IEnumerable<SheetRow> Rest(IEnumerator<SheetRow> walk)
    {
        while (walk.MoveNext())
            yield return walk.Current;
    }

    private bool Accept(Header header, int source)
    {
        var known = header.Columns.OfType<RegisterColumn>().ToArray();
        foreach (var missing in header.Table.Missing(known.ToHashSet()))
        {
            var orElse = missing.OrElse.IsEmpty ? "" : $"（或者“{string.Join("”“", missing.OrElse)}”）";
            log.Add(source, header.Line, missing.Name, $"“{header.Table.Title}”表缺少这一列{orElse}");
        }

        foreach (var twice in known.GroupBy(c => c).Where(g => g.Count() > 1))
            log.Add(source, header.Line, twice.Key.Name, "这一列出现了两次");
        if (log.HasMistakes(source))
            return false;

        log.Titles(source, header);
        var left = header.Titles.Where((t, i) => t.Length > 0 && header.Columns[i] is null).Distinct().ToArray();
        if (left.Length > 0)
            log.Remark($"{log.Name(source)}里没有导入的列：{string.Join("、", left)}。");
        return true;
    }

    private static string Known =>
        $"能导入的表：{string.Join("；", RegisterTable.All.Select(t => $"{t.Title}（{string.Join("、", t.Columns.Where(c => c.Needed).Select(c => c.Name))}）"))}";
}
