using Workflows.Bench;

// One JSON line a measure, each with its baseline from the same run. No argument: all of them.
return args.FirstOrDefault() switch
{
    null => await ReplyBench.Run(1) + await ReplyBench.Run(8) + await InboxBench.Run(),
    "replies" => await ReplyBench.Run(args.Length > 1 ? int.Parse(args[1]) : 1, args is [_, _, "postgres"]),
    "inbox" => await InboxBench.Run(),
    "http" => await HttpBench.Run(),
    "http-host" => await HttpHost.Run(args[1]),
    "clock" => await ClockBench.Run(),
    "loading" => await LoadingBench.Run(),
    "path" => await PathBench.Run(),
    "development" => await DevelopmentBench.Run(args.Length > 1 ? int.Parse(args[1]) : 10_000, args.Length > 2 ? int.Parse(args[2]) : 24),
    "evidence" => await EvidenceBench.Run(),
    "checkpoint" => await CheckpointBench.Run(args is [_, "postgres"]),
    _ => Help(),
};

static int Help()
{
    Console.Error.WriteLine("dotnet run -c Release --project tests/Bench [-- replies [WORKERS [postgres]] | inbox | http | clock | loading | path | development [CASES [WORKERS]] | checkpoint [postgres] | evidence]");
    return 2;
}
