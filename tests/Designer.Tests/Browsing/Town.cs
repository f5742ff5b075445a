using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Clock;
using Workflows.Organisation;
using Workflows.Organisation.Sample;

namespace Workflows.Designer.Tests.Browsing;

/// <summary>The sample city on a host of its own, with its people at their browsers and a clock that a test moves.</summary>
public partial class Town : IAsyncLifetime
{
    private static readonly TimeSpan beijing = TimeSpan.FromHours(8);

    private readonly DateOnly firstDay;

    private readonly Dictionary<string, Person> people = new(StringComparer.Ordinal);
    private readonly SampleCity city;
    private Dictionary<string, string> passwords = [];
    private string? definitions;
    private RunningHost? host;
    private Watchman? watchman;

    /// <summary>Begins on a Monday: the terms of A, B and C end half a year later, and everything lies within one year whose calendar is known.</summary>
    public Town()
        : this(new(2026, 5, 11))
    {
    }

    /// <param name="firstDay">The day on which everything begins, and around which the terms of the sample city lie.</param>
    protected Town(DateOnly firstDay) => (this.firstDay, city) = (firstDay, SampleCity.Of(firstDay));

    internal RunningHost Host => host!;

    internal Watchman Watchman => watchman!;

    internal DateOnly Today => DateOnly.FromDateTime(Host.Clock.GetUtcNow().ToOffset(beijing).DateTime);

    public async Task InitializeAsync()
    {
        if (Chromium.Missing is not null)
            return;

        host = await RunningHost.Start(change: o => o with { Demo = true, Definitions = WithBesides(o.Definitions) }, now: Morning(firstDay));
        watchman = new(host.Address);
        passwords = Line().Matches(host.Console.ToString()).ToDictionary(m => m.Groups["account"].Value, m => m.Groups["password"].Value, StringComparer.Ordinal);
        await Furnish();
        // What the hourly job does by itself, done now so that nobody has to wait for it.
        await host.Services.GetRequiredService<ClockWork>().OpenRecurring();
        // Terms that ended before have their deadlines noted at once: no case moves while a test has its page open.
        await host.Services.GetRequiredService<ClockWork>().RunDeadlines();
    }

    public async Task DisposeAsync()
    {
        foreach (var person in people.Values)
            await person.DisposeAsync();
        if (host is not null)
            await host.DisposeAsync();
        if (definitions is not null)
            Directory.Delete(definitions, recursive: true);
    }

    /// <summary>What is otherwise in the register than in the sample city.</summary>
    protected virtual Task Furnish() => Task.CompletedTask;

    /// <summary>How wide the screens of its people are; CSS pixels.</summary>
    protected virtual int Width => 1440;

    /// <summary>A definition besides those that the product ships; null: none.</summary>
    protected virtual string? Besides => null;

    private string WithBesides(string shipped)
    {
        if (Besides is not { } text)
            return shipped;

        definitions = Directory.CreateTempSubdirectory("designer-tests-").FullName;
        foreach (var file in Directory.EnumerateFiles(shipped, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(definitions, Path.GetRelativePath(shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.WriteAllText(Path.Combine(definitions, "besides.yaml"), text);
        return definitions;
    }

    /// <summary>The person with this account, at a browser of their own that stays open.</summary>
    internal async Task<Person> As(string account) =>
        people.TryGetValue(account, out var known) ? known : people[account] = await Person.SitDown(this, account, passwords[account], Width, Width < 600 ? 844 : 900);

    /// <summary>Gives an account to whoever holds an office and has none in the demonstration.</summary>
    internal async Task Seat(string account, string role, string unit)
    {
        var holder = Register.Holders(role, unit, Today)[0];
        await Host.AddAccount(account, holder, passwords[account] = "correct horse 1");
    }

    internal string Password(string account) => passwords[account];

    /// <summary>The register as it was on the first day.</summary>
    internal Register Register => new(city.Rows);

    /// <summary>The name of the person behind an account.</summary>
    internal string Name(string account) => Register.NameOf(IdOf(account));

    internal string IdOf(string account) => city.Users.Single(u => u.Account == account).PersonId;

    internal string[] Names(params string[] accounts) => [.. accounts.Select(Name)];

    /// <summary>Names of full members of a unit with a vote, those with accounts and those away left out.</summary>
    internal string[] OtherMembers(string unit) =>
    [
        .. from m in Register.Roll(unit, firstDay).Members
           where m.HasVote && m.Away is null && !city.Users.Any(u => u.PersonId == m.Person.Id)
           select m.Person.Name,
    ];

    /// <summary>How many members of a unit may vote; people.</summary>
    internal int Electors(string unit) => Register.Roll(unit, Today).Entitled;

    /// <summary>Lets days pass: nine o'clock on the given day, what fell due has been looked at.</summary>
    internal Task Until(int month, int day) => Until(new(firstDay.Year, month, day));

    /// <summary>The same, for a way that takes years.</summary>
    internal async Task Until(DateOnly day)
    {
        Host.Clock.Pass(Morning(day) - Host.Clock.GetUtcNow());
        await Host.Services.GetRequiredService<ClockWork>().RunDeadlines();
    }

    private static DateTimeOffset Morning(DateOnly day) => new(day.ToDateTime(new(9, 0)), beijing);

    [GeneratedRegex(@"^  (?<account>[\w-]+) +(?<password>\w{4}-\w{4}-\w{4}-\w{4})  \S+", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();
}
