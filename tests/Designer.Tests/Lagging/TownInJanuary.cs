using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests.Lagging;

/// <summary>The sample city in January, so that a round of 约谈 and half a year of observation end within one calendar.</summary>
public sealed class TownInJanuary() : Town(new(2026, 1, 12));
