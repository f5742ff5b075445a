using System.Reflection;
using Xunit.Sdk;

namespace Workflows.Tests.Storage;

/// <summary>The databases that storage tests run on.</summary>
public enum Database
{
    Sqlite,
    Postgres,
}

/// <summary>Runs a theory on SQLite; the test's first parameter is the <see cref="Database"/>, further values follow.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class OnSqliteAttribute(params object[] values) : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Database.Sqlite, .. values]];
}

/// <summary>Runs a theory on PostgreSQL, or skips that row by name when there is no server and none can be started.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class OnPostgresAttribute : DataAttribute
{
    private readonly object[] values;

    public OnPostgresAttribute(params object[] values)
    {
        this.values = values;
        Skip = PostgresServer.Missing;
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Database.Postgres, .. values]];
}

/// <summary>A test of PostgreSQL alone.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.Missing;
}
