using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Host.Audit;
using Workflows.Host.Sheets;
using Workflows.Host.SignIn;
using Workflows.Host.Start;
using Workflows.Host.Storage;
using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Rules;
using Workflows.Storage;

namespace Workflows.Host.Registers;

/// <summary>个人信息: everything that the product keeps about one person, table by table, as words.</summary>
internal sealed class PersonalData(IDbContextFactory<WorkflowDb> contexts, IDbContextFactory<HostDb> hosts, Library library)
{
    private static readonly Sheet<(string Title, string Text)> basics = new("基本情况")
    {
        { "项目", 16, r => r.Title },
        { "内容", 40, r => r.Text },
    };

    private static readonly Sheet<(string Kind, string Title, string Unit, DateOnly From, DateOnly? Until)> periods = new("身份职务处分")
    {
        { "类别", 12, r => r.Kind },
        { "内容", 24, r => r.Title },
        { "党组织", 36, r => r.Unit },
        { "自", 12, r => r.From },
        { "至", 12, r => r.Until },
    };

    private static readonly Sheet<RegisterVoid> voided = new("作废的登记")
    {
        { "自", 12, v => v.From },
        { "至", 12, v => v.Until },
        { "作废时间", 17, v => v.VoidedAt },
        { "理由", 40, v => v.Reason },
        { "依据", 30, v => v.Ground },
    };

    private static readonly Sheet<RecordView> records = new("变更和查阅记录")
    {
        { "时间", 17, r => r.At }, { "谁", 12, r => r.Who }, { "方式", 12, r => r.Way }, { "理由", 30, r => r.Reason }, { "类别", 14, r => r.Table },
        { "变动", 8, r => r.Act },
        { "内容", 60, r => string.Join('；', r.Columns.Select(c => $"{c.Title}：{c.Before ?? "无"}→{c.After ?? "无"}")) },
    };

    private static readonly Sheet<CaseRow> about = new("关于本人的事项")
    {
        { "编号", 28, c => c.Number },
        { "事项", 44, c => c.Title },
        { "发起日期", 12, c => c.OpenedOn },
        { "办结日期", 12, c => c.ClosedOn },
        { "现在", 24, c => c.Place },
    };

    private static readonly Sheet<(string Number, string Title, DateTimeOffset At, string Move)> done = new("本人办理")
    {
        { "编号", 28, r => r.Number },
        { "事项", 44, r => r.Title },
        { "时间", 17, r => r.At },
        { "操作", 12, r => MoveTypes.All.FirstOrDefault(t => t.Name == r.Move)?.About.Title ?? r.Move },
    };

    private static readonly Sheet<MessageRow> messages = new("收到的消息") { { "时间", 17, m => m.At }, { "内容", 80, m => m.Text } };

    private static readonly Sheet<(string Number, DateTimeOffset At, string Text)> drafts = new("没有提交的内容")
    {
        { "编号", 28, r => r.Number }, { "时间", 17, r => r.At }, { "内容", 80, r => r.Text },
    };

    private static readonly Sheet<(string Title, string Text)> account = new("账号")
    {
        { "项目", 16, r => r.Title },
        { "内容", 40, r => r.Text },
    };

    private static readonly Sheet<Session> sessions = new("登录")
    {
        { "登录时间", 17, s => s.StartedAt },
        { "最近使用", 17, s => s.LastSeenAt },
        { "结束", 17, s => s.EndedAt },
        { "地址", 18, s => s.Address },
        { "设备", 24, s => s.Device },
    };

    private static readonly Sheet<ProgramToken> tokens = new("程序访问凭证")
    {
        { "名称", 24, t => t.Name },
        { "新建时间", 17, t => t.CreatedAt },
        { "有效期至", 17, t => t.ExpiresAt },
        { "吊销时间", 17, t => t.RevokedAt },
        { "最近使用", 17, t => t.LastUsedAt },
    };

    private static readonly Sheet<AccountLogEntry> log = new("账号记录")
    {
        { "时间", 17, e => e.At },
        { "做了什么", 24, e => AccountLog.Title(e.Action) },
        { "用户名", 16, e => e.UserName },
        { "说明", 40, e => e.Detail },
    };

    private static readonly Sheet<AccountNotice> notices = new("账号提醒")
    {
        { "时间", 17, n => n.At }, { "内容", 80, n => n.Text }, { "已读", 17, n => n.ReadAt },
    };

    private static readonly Sheet<Attachments.Attachment> files = new("上传的文件")
    {
        { "时间", 17, f => f.UploadedAt }, { "文件", 40, f => f.Name }, { "字节", 12, f => f.Size },
    };

    /// <summary>Writes every table.</summary>
    /// <returns>How many rows they have together.</returns>
    public async Task<int> Write(Workbook workbook, Register register, Person person, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var host = await hosts.CreateDbContextAsync(cancellation);
        var id = person.Id;
        return await workbook.Add(basics, Basics(person), cancellation)
            + await workbook.Add(periods, Periods(register, id), cancellation)
            + await workbook.Add(voided, await RegisterVoids.OfPerson(db, id, cancellation), cancellation)
            + await workbook.Add(records, Records(db, register, id), cancellation)
            + await workbook.Add(about,
                db.Cases.AsNoTracking().Where(c => c.Subject == id).OrderBy(c => c.OpenedOn).AsAsyncEnumerable(), cancellation)
            + await workbook.Add(done, Done(db, id), cancellation)
            + await workbook.Add(messages, Messages(db, id), cancellation)
            + await workbook.Add(drafts, Drafts(db, id), cancellation)
            + await Account(workbook, host, id, cancellation);
    }

    private static async Task<int> Account(Workbook workbook, HostDb host, string id, CancellationToken cancellation)
    {
        var own = await host.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.PersonId == id, cancellation);
        var key = own?.Id ?? "";
        return await workbook.Add(account, Facts(own), cancellation)
            + await workbook.Add(sessions,
                host.Sessions.AsNoTracking().Where(s => s.AccountId == key).OrderBy(s => s.StartedAt).AsAsyncEnumerable(), cancellation)
            + await workbook.Add(tokens,
                host.Tokens.AsNoTracking().Where(t => t.AccountId == key).OrderBy(t => t.CreatedAt).AsAsyncEnumerable(), cancellation)
            + await workbook.Add(log,
                host.AccountLog.AsNoTracking().Where(e => e.PersonId == id).OrderBy(e => e.At).AsAsyncEnumerable(), cancellation)
            + await workbook.Add(notices,
                host.AccountNotices.AsNoTracking().Where(n => n.PersonId == id).OrderBy(n => n.At).AsAsyncEnumerable(), cancellation)
            + await workbook.Add(files,
                host.Attachments.AsNoTracking().Where(f => f.Uploader == id).OrderBy(f => f.UploadedAt).AsAsyncEnumerable(), cancellation);
    }

    private static IEnumerable<(string Title, string Text)> Basics(Person person) =>
    [
        ("人员编号", person.Id), ("姓名", person.Name), ("性别", person.Sex.Title()), ("出生日期", person.Born?.InWords ?? ""),
        ("民族", person.Ethnicity),
        ("学历", person.Education), ("现任职务", person.Position),
    ];

    private static IEnumerable<(string Title, string Text)> Facts(Account? own) => own is null
        ? [("账号", "没有")]
        :
        [
            ("用户名", own.UserName!),
            ("开通时间", $"{Beijing.Clock(own.CreatedAt):yyyy-MM-dd HH:mm}"), ("已停用", own.IsDisabled ? "是" : "否"),
            ("两步验证", own.AuthenticatorKey is null ? "没有" : "有"),
        ];

    private static IEnumerable<(string Kind, string Title, string Unit, DateOnly From, DateOnly? Until)> Periods(
        Register register, string id)
    {
        string UnitOf(string unit, DateOnly on) => register.Unit(unit, on)?.Name ?? register.Unit(unit)?.Name ?? unit;
        return register.MembershipsOf(id).Select(m => ("党员经历", m.Stage.Title(), UnitOf(m.UnitId, m.From), m.From, m.Until))
            .Concat(register.PostsOf(id).Select(p => ("职务", register.RoleBook.TitleOf(p.Role), UnitOf(p.UnitId, p.From), p.From, p.Until)))
            .Concat(register.DisciplinesOf(id).Select(d => ("处分", d.Kind.Title(), "", d.From, d.Until)))
            .Concat(register.AbsencesOf(id).Select(a => ("长期不能参会", a.Kind.Title(), "", a.From, a.Until)));
    }

    /// <summary>Every change of what is kept about the person, and who read what is sensitive.</summary>
    private IAsyncEnumerable<RecordView> Records(WorkflowDb db, Register register, string id)
    {
        var words = new RecordWords(register, library, RecordedTable.OfLibrary.Concat(AccountRecords.Tables));
        return RecordEndpoints.About(db.Records.AsNoTracking().Where(r => r.TableName != ""), id)
            .OrderBy(r => r.Seq).AsAsyncEnumerable().Select(words.Of);
    }

    private static IAsyncEnumerable<(string Number, string Title, DateTimeOffset At, string Move)> Done(WorkflowDb db, string id) =>
        db.History.AsNoTracking().Where(h => h.Person == id)
            .Join(db.Cases, h => h.CaseId, c => c.Id, (h, c) => new { c.Number, c.Title, h.At, h.Move })
            .OrderBy(r => r.At).AsAsyncEnumerable().Select(r => (r.Number, r.Title, r.At, r.Move));

    private static IAsyncEnumerable<MessageRow> Messages(WorkflowDb db, string id)
    {
        var key = Assignee.KeyOf(id);
        return db.Messages.AsNoTracking().Where(m => m.ToKey == key).OrderBy(m => m.At).AsAsyncEnumerable();
    }

    private static IAsyncEnumerable<(string Number, DateTimeOffset At, string Text)> Drafts(WorkflowDb db, string id) =>
        db.Drafts.AsNoTracking().Where(d => d.Person == id)
            .Join(db.Cases, d => d.CaseId, c => c.Id, (d, c) => new { c.Number, d.At, d.Text })
            .OrderBy(r => r.At).AsAsyncEnumerable().Select(r => (r.Number, r.At, r.Text));
}
