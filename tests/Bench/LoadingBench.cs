using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Documents;
using Workflows.Procedures;
using Workflows.Storage;

namespace Workflows.Bench;

/// <summary>
/// What every start waits for: reading and checking all definitions and publishing them into a new database, opening one that has them,
/// and the verb <c>lint</c>. The first of each meets code that nothing has run yet, as a start does.
/// </summary>
internal static class LoadingBench
{
    private const int Again = 9;

    public static async Task<int> Run()
    {
        var definitions = DevelopmentBench.DefinitionsFolder();
        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        try
        {
            var watch = Stopwatch.StartNew();
            var choice = await BenchDatabase.Fresh(false, folder, "workflows");
            var schema = watch.Elapsed;
            watch.Restart();
            await Load(choice, definitions);
            var publishing = watch.Elapsed;
            watch.Restart();
            _ = ProcedureBook.LintFolder(definitions).Count + DocumentFile.Lint(definitions).Count;
            var lint = watch.Elapsed;
            var opening = new TimeSpan[Again];
            var reading = new TimeSpan[Again];
            for (var i = 0; i < Again; i++)
            {
                watch.Restart();
                Library.Read(definitions);
                reading[i] = watch.Elapsed;
                watch.Restart();
                await Load(choice, definitions);
                opening[i] = watch.Elapsed;
            }

            Array.Sort(opening);
            Array.Sort(reading);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"measure":"loading","schemaSeconds":{{schema.TotalSeconds:F2}},"firstPublishingSeconds":{{publishing.TotalSeconds:F2}},"thenLintSeconds":{{lint.TotalSeconds:F2}},"readingAgainSeconds":{{reading[Again / 2].TotalSeconds:F2}},"openingAgainSeconds":{{opening[Again / 2].TotalSeconds:F2}}}"""));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Load(DatabaseChoice choice, string definitions)
    {
        var services = new ServiceCollection().AddWorkflows(choice).BuildServiceProvider();
        await using (services.ConfigureAwait(false))
        {
            var library = services.GetRequiredService<Library>();
            await library.Load(definitions);
            if (!library.Mistakes.IsEmpty)
                throw new InvalidOperationException(string.Join('\n', library.Mistakes));
        }
    }
}
