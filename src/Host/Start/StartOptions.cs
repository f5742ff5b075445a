using System.Collections.Immutable;
using System.CommandLine;
using System.Net;
using Org.BouncyCastle.X509;
using Workflows.Host.Checkpoints;
using Workflows.Host.Cli;
using Workflows.Organisation;
using Workflows.Proofs;
using Workflows.Storage;

namespace Workflows.Host.Start;

/// <summary>Who may read the description of the API.</summary>
internal enum ApiDescriptionFor
{
    Everybody,
    SignedIn,
    Nobody,
}

/// <summary>What the person who started the host asked for, read strictly: an unknown option is said, not skipped.</summary>
internal sealed record StartOptions
{
    /// <summary>Addresses to listen on, separated by <c>;</c>.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:5080";

    /// <summary>Folder of the database file, the attachments and the keys.</summary>
    public required string Data { get; init; }

    /// <summary>Folder of the procedures.</summary>
    public required string Definitions { get; init; }

    /// <summary>PostgreSQL connection string; null: the SQLite file in <see cref="Data"/>.</summary>
    public string? Database { get; init; }

    /// <summary>The database that these options mean.</summary>
    public DatabaseChoice Choice => DatabaseChoice.Parse(Database ?? Path.Combine(Data, "workflows.db"));

    /// <summary>True: import the sample city and its accounts.</summary>
    public bool Demo { get; init; }

    /// <summary>True: give the sample accounts new passwords and print them.</summary>
    public bool ResetPasswords { get; init; }

    /// <summary>True: write the log as one JSON object a line, for collectors.</summary>
    public bool JsonLog { get; init; }

    /// <summary>Megabytes that one person may upload on one day.</summary>
    public int DailyUpload { get; init; } = 1000;

    /// <summary>Where a ClamAV daemon listens: <c>host:port</c> or the path of its socket; null: nobody is asked.</summary>
    public string? ClamAv { get; init; }

    /// <summary>True: the date has been looked at and is right, although the clock has jumped.</summary>
    public bool ConfirmTime { get; init; }

    /// <summary>Folder that checkpoints are kept in, on another medium if possible; null: <c>checkpoints</c> in <see
    /// cref="Data"/>.</summary>
    public string? Checkpoints { get; init; }

    /// <summary>How checkpoints are signed.</summary>
    public NoteAlgorithm CheckpointSignature { get; init; }

    /// <summary>Who confirms when a checkpoint was there.</summary>
    public StampingAuthority Stamping { get; init; } = new(null, null);

    /// <summary>Folder of the attachments; hosts on one database share it.</summary>
    public string AttachmentFolder { get => field ?? Path.Combine(Data, "attachments"); init; }

    /// <summary>Names under which the host answers, <c>*.</c> for all below one; empty: under every name.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>Posts whose holders must set up a second factor before anything else: keys of roles.</summary>
    public ImmutableArray<string> SecondFactorPosts { get; init; } = [];

    /// <summary>Proxies that may say where a request came from and whether it was encrypted.</summary>
    public ImmutableArray<IPAddress> Proxies { get; init; } = [];

    /// <summary>Who may read the description of the API.</summary>
    public ApiDescriptionFor ApiDescription { get; init; }

    /// <summary>True: whether the host is ready is said without details.</summary>
    public bool BriefHealth { get; init; }

    private static readonly Option<string?> attachments = CommandLine.Directory("--attachments");
    private static readonly Option<string?> hosts = new("--hosts");
    private static readonly Option<string?> secondFactor = new("--second-factor");
    private static readonly Option<string?> proxies = new("--proxies");
    private static readonly Option<string> openApi = new("--openapi") { DefaultValueFactory = _ => "everybody" };
    private static readonly Option<string> health = new("--health") { DefaultValueFactory = _ => "full" };
    private static readonly Option<string?> urls = new("--urls");
    private static readonly Option<string?> data = CommandLine.Directory("--data");
    private static readonly Option<string?> definitions = CommandLine.Directory("--definitions");
    private static readonly Option<string?> database = new("--database");
    private static readonly Option<bool> demo = new("--demo");
    private static readonly Option<bool> resetPasswords = new("--reset-passwords");
    private static readonly Option<string> log = new("--log") { DefaultValueFactory = _ => "text" };
    private static readonly Option<int> dailyUpload = new("--daily-upload") { DefaultValueFactory = _ => 1000 };
    private static readonly Option<string?> clamAv = new("--clamav");
    private static readonly Option<bool> confirmTime = new("--confirm-time");
    private static readonly Option<string?> checkpoints = CommandLine.Directory("--checkpoints");
    private static readonly Option<string> signature = new("--checkpoint-signature") { DefaultValueFactory = _ => "ed25519" };
    private static readonly Option<string?> timestamp = new("--timestamp");
    private static readonly Option<string?> certificate = new("--timestamp-certificate");
    private static readonly Command line = new("server")
    {
        urls, data, definitions, database, demo, resetPasswords, log, dailyUpload, clamAv, confirmTime, checkpoints, signature, timestamp, certificate,
        attachments, hosts, secondFactor, proxies, openApi, health,
    };

    public const string Help = """
        用法：dotnet run --project src/Host -- [选项]
          --urls 地址          监听地址，默认 http://127.0.0.1:5080
          --data 目录          数据目录（数据库、附件、密钥），默认 data
          --definitions 目录   流程定义目录，默认 workflow-definitions
          --database 连接串    使用 PostgreSQL，例如 "Host=localhost;Database=workflows"；
                               也可写在环境变量 WORKFLOWS_DATABASE 中；不写则用数据目录中的 SQLite 文件
          --attachments 目录   附件目录，默认在数据目录中；同一 PostgreSQL 数据库的各台主机须共用一个
          --hosts 域名         只在这些域名下应答，用分号隔开，例如 "dangjian.example.cn;*.example.cn"
          --second-factor 职务 担任这些职务的人须先启用两步验证，用分号隔开，例如 "administrator;auditor"
          --proxies 地址       反向代理的 IP 地址，用分号隔开；只信它们转来的来访地址
          --openapi 谁         谁能看接口说明：everybody（默认）、signed-in 登录后、nobody
          --health brief       /health/ready 只答是否就绪，不答详情
          --demo               导入示例机构和示例账号
          --reset-passwords    与 --demo 同用：给示例账号换新密码并打印
          --log json           日志每行一个 JSON 对象
          --daily-upload 数    每人每天最多上传多少 MB，默认 1000
          --clamav 地址        上传的文件先交 ClamAV 查毒：主机:端口，或套接字文件的路径
          --confirm-time       确认服务器日期正确（例如放假期间关了机），时限照常处理
          --checkpoints 目录   检查点存放的目录，最好在另外的磁盘或移动介质上，默认在数据目录的 checkpoints 中
          --checkpoint-signature sm2
                               检查点用国密 SM2 签署，默认 ed25519
          --timestamp 网址     请时间戳机构（RFC 3161）确认每个检查点的时间
          --timestamp-certificate 文件
                               该机构或其签发者的证书（PEM 或 DER），核验时间戳时只信任它
        子命令：
          new 键名             写出一个流程的初稿和情景，供修改；--title 名称，--template approval，
                               --definitions 目录
          lint 目录            检查流程定义，列出每一处错误
          schema               打印流程定义的 JSON Schema，供编辑器补全和检查
          publish 文件或目录   把流程定义发布到运行中的系统，立即生效；--server 地址，--reason 理由，
                               --check 只检查；管理员的程序访问凭证写在环境变量 WORKFLOWS_TOKEN 中
          verify               核对全部历程的校验链并重放每个事项；可与 --data、--database 同用，
                               --case 编号 只核对一个事项；--against 检查点文件或目录，查出检查点之后的
                               删除、截断、改写和补进。有一处不符，退出码为 1
          backup 文件          把数据库、附件和密钥备份成一个加密的文件，运行时也可以做；--key-file 密钥文件，
                               可与 --data、--database 同用
          restore 文件         恢复到空的数据目录并随即核验；--key-file 密钥文件，--data 空目录，--database
          checkpoint           签署一个检查点并存入目录；可与 --data、--database、--checkpoints 同用，
                               --new-key 换一把签署的钥匙，--public-key 只打印公钥
          evidence 编号        制作一个事项的证据包（zip），可脱离本系统查验；--out 文件，
                               可与 --data、--database、--definitions 同用
          simulate 流程        试运行一个写好的情景，打印历程，不留下任何数据；
                               --from 日期 从这一天开始，--story 名称 选择情景
        """;

    /// <exception cref="StartTrouble">An option is unknown, lacks its value or contradicts another.</exception>
    public static StartOptions Read(IReadOnlyList<string> args)
    {
        var read = line.Parse(args);
        if (CommandLine.Mistake(read) is { } mistake)
            throw new StartTrouble(mistake, "可用的选项和写法见 --help。");

        var options = new StartOptions
        {
            Data = Path.GetFullPath(read.GetValue(data) ?? Places.DefaultData),
            Definitions = Path.GetFullPath(read.GetValue(definitions) ?? Places.DefaultDefinitions),
            Database = read.GetValue(database) ?? Given(Environment.GetEnvironmentVariable("WORKFLOWS_DATABASE")),
            Urls = read.GetValue(urls) ?? Given(Environment.GetEnvironmentVariable("ASPNETCORE_URLS")) ?? "http://127.0.0.1:5080",
            Demo = read.GetValue(demo),
            ResetPasswords = read.GetValue(resetPasswords),
            AttachmentFolder = read.GetValue(attachments) is { } files ? Path.GetFullPath(files) : null!,
            Hosts = List(read.GetValue(hosts)),
            SecondFactorPosts = [.. List(read.GetValue(secondFactor)).Select(p => RoleBook.BuiltIn.Find(p) is not null
                ? p
                : throw new StartTrouble($"--second-factor 中没有“{p}”这种职务。", "请写职务的键名，例如 administrator;auditor。"))],
            Proxies = [.. List(read.GetValue(proxies)).Select(p => IPAddress.TryParse(p, out var proxy)
                ? proxy
                : throw new StartTrouble($"--proxies 中的“{p}”不是 IP 地址。", "请写反向代理的 IP 地址，多个用分号隔开。"))],
            ApiDescription = read.GetValue(openApi) switch
            {
                "everybody" => ApiDescriptionFor.Everybody,
                "signed-in" => ApiDescriptionFor.SignedIn,
                "nobody" => ApiDescriptionFor.Nobody,
                var other => throw new StartTrouble($"--openapi 的值“{other}”不认识。", "可写 everybody、signed-in 或 nobody。"),
            },
            BriefHealth = read.GetValue(health) switch
            {
                "brief" => true,
                "full" => false,
                var other => throw new StartTrouble($"--health 的值“{other}”不认识。", "可写 full 或 brief。"),
            },
            DailyUpload = read.GetValue(dailyUpload) is >= 1 and var most ? most
                : throw new StartTrouble("--daily-upload 应为不小于 1 的整数（MB）。", "例如 --daily-upload 1000。"),
            ClamAv = Scanner(read.GetValue(clamAv)),
            ConfirmTime = read.GetValue(confirmTime),
            Checkpoints = read.GetValue(checkpoints) is { } folder ? Path.GetFullPath(folder) : null,
            CheckpointSignature = read.GetValue(signature) switch
            {
                "ed25519" => NoteAlgorithm.Ed25519,
                "sm2" => NoteAlgorithm.Sm2,
                var other => throw new StartTrouble($"--checkpoint-signature 的值“{other}”不认识。", "可写 ed25519 或 sm2。"),
            },
            Stamping = new(AuthorityAt(read.GetValue(timestamp)), CertificateIn(read.GetValue(certificate))),
            JsonLog = read.GetValue(log) switch
            {
                "json" => true,
                "text" => false,
                var other => throw new StartTrouble($"--log 的值“{other}”不认识。", "可写 json 或 text。"),
            },
        };
        return options.ResetPasswords && !options.Demo
            ? throw new StartTrouble("--reset-passwords 只用于示例账号。", "请与 --demo 同写；真实账号的密码由管理员在“账号”页重置。")
            : options;
    }

    private static ImmutableArray<string> List(string? text) =>
        [.. (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static Uri? AuthorityAt(string? text) => text is null ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
        : throw new StartTrouble($"--timestamp 的值“{text}”不是网址。", "例如 http://时间戳服务器/tsa。");

    private static X509Certificate? CertificateIn(string? file)
    {
        if (file is null)
            return null;
        if (!File.Exists(file))
            throw new StartTrouble($"没有证书文件 {file}。", "请核对 --timestamp-certificate。");

        return TimeStamp.Certificate(File.ReadAllBytes(file)) ?? throw new StartTrouble($"{file} 不是证书。", "请用 PEM 或 DER 格式的证书文件。");
    }

    private static string? Scanner(string? address) =>
        address is null || address.StartsWith('/')
            || (address.LastIndexOf(':') is > 0 and var at && ushort.TryParse(address[(at + 1)..], out _)) ? address
            : throw new StartTrouble($"--clamav 的值“{address}”不认识。", "请写 主机:端口（例如 127.0.0.1:3310），或套接字文件的完整路径。");

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
