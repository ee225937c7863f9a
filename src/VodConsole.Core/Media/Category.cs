using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VodConsole.Core.Media;

/// <summary>A node of the category tree, at most <see cref="DepthLimit"/> levels deep.</summary>
public sealed class Category : IVersioned
{
    /// <summary>Characters in a name.</summary>
    public const int NameLimit = 64;

    /// <summary>Levels of the tree.</summary>
    public const int DepthLimit = 3;

    private string name = "";

    /// <summary>Row number; this is the contract's CateId.</summary>
    public int Id { get; init; }

    /// <summary>The name, unique beside its siblings whatever its case.</summary>
    public required string Name
    {
        get => name;
        set
        {
            name = value;
            SearchName = value.ToUpperInvariant();
        }
    }

    /// <summary>The name in upper case: what is unique, the same on every database.</summary>
    public string SearchName { get; private set; } = "";

    /// <summary>The parent, or null at the top.</summary>
    public int? ParentId { get; set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }
}

internal sealed class CategoryConfiguration : IEntityTypeConfiguration<Category>
{
    public void Configure(EntityTypeBuilder<Category> builder)
    {
        builder.ToTable("Categories");
        builder.Property(category => category.Name).HasMaxLength(Category.NameLimit);
        builder.HasOne<Category>().WithMany().HasForeignKey(category => category.ParentId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(category => category.SearchName).HasMaxLength(Category.NameLimit);
        builder.HasIndex(category => new { category.ParentId, category.SearchName }).IsUnique();
    }
}
