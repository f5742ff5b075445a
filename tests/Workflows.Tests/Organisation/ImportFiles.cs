using System.Text;
using Workflows.Organisation;
using Workflows.Organisation.Import;

namespace Workflows.Tests.Organisation;

/// <summary>Writes small import files and reads them, as a test needs them.</summary>
internal static class ImportFiles
{
    public const string UnitHeader = "单位编号,单位名称,单位类别,上级编号,成立日期,撤销日期\n";
    public const string PeopleHeader = "人员编号,姓名,性别,出生日期,民族,学历,现任职务,单位编号,发展阶段,起始日期,终止日期\n";
    public const string PostHeader = "人员编号,单位编号,职务,任职日期,免职日期\n";
    public const string TermHeader = "单位编号,选举日期,届期,届满日期,调整月数,调整决定日期\n";

    public static DateOnly Today { get; } = new(2026, 11, 21);

    public static ImportFile Units { get; } = File(UnitHeader + "wc,云岭市直机关工委,工委,,2000-01-01,\nac,示例局机关党委,机关党委,wc,2000-01-01,\nb1,示例局第一支部,党支部,ac,2000-01-01,\n", "单位.csv");

    public static ImportFile File(string text, string name = "表.csv") => new(name, Encoding.UTF8.GetBytes(text));

    public static ImportFile People(string rows) => File(PeopleHeader + rows, "人员.csv");

    public static RegisterImport Read(params ImportFile[] files) => RegisterFiles.Read(files, Register.Empty, Today);

    /// <summary>The only mistake, as <c>file:line column: reason</c>.</summary>
    public static string TheMistake(RegisterImport import)
    {
        var mistake = Assert.Single(import.Mistakes);
        return $"{mistake.File}:{mistake.Line} {mistake.Column}: {mistake.Reason}";
    }
}
