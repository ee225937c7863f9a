using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VodConsole.Core.Transcoding.Templates;

/// <summary>
/// A template group of the installation's own: the renditions that a video is made into. The built-in groups have no row.
/// A change of it counts for transcodings that are submitted afterwards.
/// </summary>
public sealed class TranscodeTemplateGroup : IVersioned
{
    /// <summary>Groups of the installation's own.</summary>
    public const int CountLimit = 20;

    /// <summary>Templates in a group.</summary>
    public const int TemplateLimit = 20;

    /// <summary>Characters in a name.</summary>
    public const int NameLimit = 128;

    /// <summary>The id; outside it is written as 32 lower-case hex digits.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its name, for people; not unique.</summary>
    public required string Name { get; set; }

    /// <summary>Whether it must not be changed until it is unlocked.</summary>
    public bool IsLocked { get; set; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it or one of its templates was last changed, UTC.</summary>
    public required DateTime ModifiedAt { get; set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }

    /// <summary>Its templates, each of another label.</summary>
    public ICollection<TranscodeTemplate> Templates { get; } = [];
}

internal sealed class TranscodeTemplateGroupConfiguration : IEntityTypeConfiguration<TranscodeTemplateGroup>
{
    public void Configure(EntityTypeBuilder<TranscodeTemplateGroup> builder)
    {
        builder.ToTable("TranscodeTemplateGroups");
        builder.Property(group => group.Id).ValueGeneratedNever();
        builder.Property(group => group.Name).HasMaxLength(TranscodeTemplateGroup.NameLimit);
        builder.HasMany(group => group.Templates).WithOne().HasForeignKey(template => template.GroupId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(group => group.CreatedAt);
    }
}
