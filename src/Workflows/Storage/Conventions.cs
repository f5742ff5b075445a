using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Workflows.Rules;

namespace Workflows.Storage;

/// <summary>One way of writing days, moments and closed sets that reads, sorts and compares the same on every database.</summary>
public static class Conventions
{
    public static void Apply(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateOnly>().HaveConversion<DayText>().HaveColumnType("TEXT");
        conventions.Properties<DayOrMonth>().HaveConversion<DayOrMonthText>().HaveColumnType("TEXT");
        conventions.Properties<DateTimeOffset>().HaveConversion<Microseconds>();
    }

    /// <summary>Gives tables and columns snake_case names where no name was given, and closed sets their kebab-case text.</summary>
    public static void Apply(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (entity.FindAnnotation(RelationalAnnotationNames.TableName) is null)
                entity.SetTableName(SnakeCase(entity.GetTableName() ?? entity.ClrType.Name));
            foreach (var property in entity.GetProperties())
            {
                if (property.FindAnnotation(RelationalAnnotationNames.ColumnName) is null)
                    property.SetColumnName(SnakeCase(property.Name));
                var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
                if (type.IsEnum && property.GetValueConverter() is null)
                    property.SetValueConverter((ValueConverter)Activator.CreateInstance(typeof(KebabText<>).MakeGenericType(type))!);
            }
        }
    }

    /// <summary><c>ElectedOn</c> → <c>elected_on</c>.</summary>
    private static string SnakeCase(string name) => RuleBook.KebabCase(name).Replace('-', '_');

    /// <summary>A civil day as <c>yyyy-MM-dd</c>: sorts as text.</summary>
    private sealed class DayText() : ValueConverter<DateOnly, string>(
        day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        text => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>A civil day as <c>yyyy-MM-dd</c>, or a month as <c>yyyy-MM</c>.</summary>
    private sealed class DayOrMonthText() : ValueConverter<DayOrMonth, string>(value => value.ToString(), text => Read(text))
    {
        private static DayOrMonth Read(string text) => DayOrMonth.TryParse(text, out var value) ? value : throw new FormatException($"Neither a day nor a month: {text}");
    }

    /// <summary>A moment as microseconds since 1970 UTC: sorts as a number.</summary>
    private sealed class Microseconds() : ValueConverter<DateTimeOffset, long>(
        moment => (moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond,
        number => DateTimeOffset.UnixEpoch.AddTicks(number * TimeSpan.TicksPerMicrosecond));

    /// <summary><c>PartyProbation</c> ↔ <c>party-probation</c>.</summary>
    private sealed class KebabText<T>() : ValueConverter<T, string>(value => texts[value], text => values[text])
        where T : struct, Enum
    {
        private static readonly Dictionary<T, string> texts = Enum.GetValues<T>().ToDictionary(v => v, v => RuleBook.KebabCase(v.ToString()));
        private static readonly Dictionary<string, T> values = texts.ToDictionary(p => p.Value, p => p.Key);
    }
}
