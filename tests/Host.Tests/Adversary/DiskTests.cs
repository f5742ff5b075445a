using System.Net;
using System.Text.Json.Nodes;
using Workflows.Host.Tests.Attachments;
using Workflows.Host.Tests.Start;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Adversary;

/// <summary>A disk that has no room or may not be written to, while people work.</summary>
public sealed class DiskTests : IAsyncLifetime
{
    private const int MostNotes = 5000;

    private readonly string mount = Directory.CreateTempSubdirectory("host-tests-").FullName;
    private PreparedData? data;
    private HostProcess? host;
    private Uri? address;
    private Visitor[] people = [];

    private Disk Disk => new(host!, mount);

    private Visitor Secretary => people[0];

    private Visitor Admin => people[1];

    /// <summary>Somebody whose token nobody has used before.</summary>
    private Visitor Other => people[2];

    private Visitor Auditor => people[3];

    public async Task InitializeAsync()
    {
        data = await PreparedData.Make(overdue: 0);
        host = HostProcess.StartOnDisk(mount, "24m", data.Path, "--definitions", data.Definitions, "--confirm-time");
        address = await host.Serving();
        people = [data.Visit(address, "secretary"), data.Visit(address, "admin"), data.Visit(address, "other"), data.Visit(address, "auditor")];
    }

    public Task DisposeAsync()
    {
        Array.ForEach(people, p => p.Dispose());
        host?.Dispose();
        data?.Dispose();
        Directory.Delete(mount, recursive: true);
        return Task.CompletedTask;
    }

    [OwnDiskFact]
    public async Task On_a_full_disk_changes_are_refused_in_words_and_reading_goes_on_and_with_room_all_goes_on()
    {
        var view = await Secretary.Open("errand");
        Disk.Fill();
        // The database's log may have room left for some: what is answered counts.
        var (taken, refused, move) = await NoteUntilRefused(view);

        Assert.Equal((HttpStatusCode.InsufficientStorage, "disk-full", "服务器磁盘已满，这次的内容没有保存。"), (refused.Status, refused.Code, refused.Title));
        foreach (var change in await Changes(view))
            Assert.True(change.Status is HttpStatusCode.InsufficientStorage && change.Code == "disk-full" && Speech.IsChinese(change.Title), change.Text);
        await ExpectReading(view, taken);

        var ready = (await Secretary.Get("/health/ready")).Json!;
        var full = (string)ready["checks"]!["disk"]!;
        Assert.Equal("degraded", (string)ready["status"]!);
        Assert.StartsWith("磁盘已满或快满", full, StringComparison.Ordinal);
        // Signing in is a visit of its own: nothing is known of this person yet.
        using (var newcomer = new Visitor(address!))
            Assert.Equal(HttpStatusCode.OK, (await newcomer.SignIn("organiser", Town.Password)).Status);

        Disk.MakeRoom();
        var again = await Secretary.Post($"/api/cases/{Id(view)}/moves/note", Note(move));
        Assert.True(again.Status == HttpStatusCode.OK, again.Text);
        await ExpectWorking(view, taken + 1);
    }

    [OwnDiskFact]
    public async Task A_start_on_a_full_disk_says_that_the_disk_is_full()
    {
        Assert.Equal(0, (await host!.Stopped()).ExitCode);
        var other = Directory.CreateTempSubdirectory("host-tests-").FullName;
        using var full = await HostProcess.StartOnFullDisk(other, "24m", data!.Path, "--definitions", data.Definitions).Ended();
        Directory.Delete(other, recursive: true);

        Assert.True(full.ExitCode == 1, full.Output + full.Error);
        Assert.Contains("磁盘已满", full.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", full.Error, StringComparison.Ordinal);
    }

    [OwnDiskFact]
    public async Task A_folder_that_may_not_be_written_to_is_told_in_words_and_when_it_may_again_all_goes_on()
    {
        var view = await Secretary.Open("errand");
        Disk.MakeReadOnly();
        var notes = await Notes(view);
        var upload = await Secretary.Upload("方案.pdf", Files.Pdf);

        // A connection that was open before may still write: what is answered counts.
        Assert.All(notes, n => Assert.True(n.Status == HttpStatusCode.OK || IsUnavailable(n), n.Text));
        Assert.True(IsUnavailable(upload), upload.Text);
        var taken = notes.Count(n => n.Status == HttpStatusCode.OK);
        await ExpectReading(view, taken);

        Disk.MakeWritable();
        // Connections that were opened in between are still there: whoever comes next makes new ones and hears nothing of it.
        var first = await Secretary.Post($"/api/cases/{Id(view)}/moves/note", Note(Guid.NewGuid()));
        Assert.True(first.Status == HttpStatusCode.OK, first.Text);
        taken++;
        var again = await Notes(view);
        Assert.All(again, n => Assert.True(n.Status == HttpStatusCode.OK, n.Text));
        await ExpectWorking(view, taken + again.Length);
    }

    [OwnDiskFact]
    public async Task A_connection_opened_while_only_the_log_may_not_be_written_to_is_used_once()
    {
        // As in the middle of a chmod over the folder: the database file is writable again, its log is not yet.
        var view = await Secretary.Open("errand");
        Disk.MakeReadOnly("workflows.db-wal");
        await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Secretary.Upload("方案.pdf", Files.Pdf)));
        Disk.MakeWritable();

        var uploads = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Secretary.Upload("方案.pdf", Files.Pdf)));

        Assert.All(uploads, u => Assert.True(u.Status == HttpStatusCode.Created, u.Text));
        await ExpectWorking(view, 0);
    }

    private static bool IsUnavailable(Answer answer) => answer is { Status: HttpStatusCode.ServiceUnavailable, Code: "storage-unavailable" } && Speech.IsChinese(answer.Title);

    private static JsonObject Note(Guid move) => new() { ["move"] = move.ToString(), ["text"] = new string('长', 2000) };

    private async Task<(int Taken, Answer Refused, Guid Move)> NoteUntilRefused(JsonNode view)
    {
        for (var taken = 0; taken < MostNotes; taken++)
        {
            var move = Guid.NewGuid();
            var answer = await Secretary.Post($"/api/cases/{Id(view)}/moves/note", Note(move));
            if (answer.Status != HttpStatusCode.OK)
                return (taken, answer, move);
        }

        throw new InvalidOperationException("The disk is never full.");
    }

    private Task<Answer[]> Notes(JsonNode view) =>
        Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Secretary.Post($"/api/cases/{Id(view)}/moves/note", Note(Guid.NewGuid()))));

    private async Task<Answer[]> Changes(JsonNode view) =>
    [
        await Secretary.AskToOpen("errand", "branch-1"),
        await Secretary.Reply(await Secretary.See(view), "submitted", PreparedData.Order(new string('长', 200))),
        await Secretary.Put($"/api/cases/{Id(view)}/items/{Item(view)}/draft", new JsonObject { ["data"] = new JsonObject { ["text"] = new string('长', 60_000) } }),
        await Secretary.Upload("方案.pdf", [.. Files.Pdf, .. new byte[200_000]]),
        await Admin.Put("/api/settings/roll-to-next-workday", new JsonObject { ["value"] = "true", ["reason"] = new string('长', 500) }),
    ];

    private async Task ExpectReading(JsonNode view, int taken)
    {
        var seen = await Secretary.See(view);
        Assert.Equal((1 + taken, true), (Seq(seen), (bool)seen["items"]![0]!["mine"]!));
        foreach (var visitor in new[] { Secretary, Other })
        {
            foreach (var path in new[] { "/api/me", "/api/inbox", "/api/cases", "/api/watch", "/api/organisation/tree", "/health/ready" })
            {
                var answer = await visitor.Get(path);
                Assert.True(answer.Status == HttpStatusCode.OK, $"{path}: {answer.Text}");
            }
        }
    }

    private async Task ExpectWorking(JsonNode view, int notes)
    {
        Assert.Equal(1 + notes, Seq(await Secretary.See(view)));
        var upload = await Secretary.Upload("方案.pdf", Files.Pdf);
        Assert.True(upload.Status == HttpStatusCode.Created, upload.Text);
        await Secretary.Done(view, "submitted", PreparedData.Order("腾出空间之后"));
        await Secretary.Open("errand");
        var job = (await Auditor.Post("/api/audit/verify", new JsonObject())).Json!["job"];
        JsonNode state;
        do
            state = (await Auditor.Get($"/api/audit/verify/{job}")).Json!;
        while (!(bool)state["finished"]!);
        Assert.Empty(state["broken"]!.AsArray());
        Assert.Equal(0, (await host!.Stopped()).ExitCode);
    }
}
