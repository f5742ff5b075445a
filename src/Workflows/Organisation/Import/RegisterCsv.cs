using System.Collections.Immutable;

namespace Workflows.Organisation.Import;

/// <summary>Reads CSV files of units, people, posts and terms against a register: what is good becomes rows, what is not is named with line, column and reason.</summary>
public static class RegisterCsv
{
    /// <param name="existing">The register that the rows will be laid over.</param>
    /// <param name="today">Beijing civil date; nothing may have been elected or born after it.</param>
    /// <param name="voids">Rows that were taken out of the register as wrong: they do not come back with an old file.</param>
    public static RegisterImport Read(IReadOnlyList<ImportFile> files, Register existing, DateOnly today, ImmutableArray<RegisterVoid> voids = default)
    {
        var log = new ImportLog();
        var rows = new ImportRows();
        var read = files.Select((f, i) => ReadFile(f, i, log, rows)).Sum();
        var voided = VoidedRows.Keep(rows, existing, voids.IsDefault ? [] : voids, log);
        RegisterChecks.Keep(rows, existing, today, log);
        return new RegisterImport
        {
            RowsRead = read,
            GoodRows = rows.Count,
            VoidedRows = voided,
            Rows = rows.ToRegisterRows(),
            Mistakes = log.Mistakes(files),
            Remarks = [.. log.Remarks],
        };
    }

    private static int ReadFile(ImportFile file, int index, ImportLog log, ImportRows rows)
    {
        var (text, trouble) = CsvText.Decode(file.Content.Span);
        if (trouble is not null)
        {
            log.Add(index, 0, "", trouble);
            return 0;
        }

        var firstLine = text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : text.Length);
        var records = Csv.Read(text, firstLine.Contains('\t') && !firstLine.Contains(',') ? '\t' : ',');
        using var walk = records.GetEnumerator();
        if (!walk.MoveNext())
        {
            log.Add(index, 0, "", "文件是空的");
            return 0;
        }

        var (table, columns) = Header(file, index, walk.Current, log);
        if (table is null || columns is null)
            return 0;

        var count = 0;
        while (walk.MoveNext())
        {
            count++;
            ReadRow(index, table, columns, walk.Current, log, rows);
        }

        if (count > 0 && text[^1] is not ('\r' or '\n'))
            log.Remarks.Add($"{file.Name} 的最后一行后面没有换行，请确认文件是完整的。");
        return count;
    }

    /// <summary>For each field of a record, the column it belongs to; null for columns that are not imported.</summary>
    private static (RegisterTable? Table, RegisterColumn?[]? Columns) Header(ImportFile file, int index, CsvRecord record, ImportLog log)
    {
        var header = record.Fields.Select(f => f.Trim()).ToArray();
        if (RegisterTable.Nearest(header) is not { } table)
        {
            log.Add(index, record.Line, "", $"认不出表头。能导入的表：{string.Join("；", RegisterTable.All.Select(t => $"{t.Title}（{string.Join("、", t.Columns.Where(c => c.Needed).Select(c => c.Name))}）"))}");
            return default;
        }

        foreach (var missing in table.Missing(header))
            log.Add(index, record.Line, missing.Name, $"“{table.Title}”表缺少这一列");
        var columns = header.Select(h => table.Columns.FirstOrDefault(c => c.IsCalled(h))).ToArray();
        foreach (var twice in columns.OfType<RegisterColumn>().GroupBy(c => c).Where(g => g.Count() > 1))
            log.Add(index, record.Line, twice.Key.Name, "这一列出现了两次");
        if (log.HasMistakes(index))
            return default;

        var left = header.Where((h, i) => h.Length > 0 && columns[i] is null).ToArray();
        if (left.Length > 0)
            log.Remarks.Add($"{file.Name} 里没有导入的列：{string.Join("、", left)}。");
        return (table, columns);
    }

    private static void ReadRow(int index, RegisterTable table, RegisterColumn?[] columns, CsvRecord record, ImportLog log, ImportRows rows)
    {
        if ((record.Trouble ?? Damage(record, columns.Length)) is { } trouble)
        {
            log.Add(index, record.Line, "", trouble);
            return;
        }

        var fields = table.Columns.ToDictionary(c => c.Name, _ => "");
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i] is { } column)
                fields[column.Name] = record.Fields[i].Trim();
        }

        var row = new CsvRow(fields, (column, reason) => log.Add(index, record.Line, column, reason));
        rows.Add(table, row, new Place(index, record.Line));
    }

    private static string? Damage(CsvRecord record, int columns)
    {
        if (record.Fields.Any(f => f.Contains('\0')))
            return "含有 NUL 字符，文件已损坏或不是 UTF-8、GB 18030 编码";
        if (record.Fields.Any(f => f.Contains('\uFFFD')))
            return "含有无法识别的字节，文件已损坏或不是 UTF-8、GB 18030 编码";
        if (record.Fields.Length < columns)
            return $"只有 {record.Fields.Length} 列，应有 {columns} 列，文件可能在此处中断";
        return record.Fields.Skip(columns).Any(f => f.Length > 0) ? $"有 {record.Fields.Length} 列，应有 {columns} 列" : null;
    }
}
