using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VodConsole.Core.Notifications;

/// <summary>Where an app wants to be told of events, and of which (<c>vod-contract.md</c> §7). Without a row nobody is told anything.</summary>
public sealed class CallbackSettings : IVersioned
{
    /// <summary>The one app that this installation has.</summary>
    public const string DefaultAppId = "app-1000000";

    /// <summary>UTF-8 bytes of an address.</summary>
    public const int UrlLimit = 256;

    /// <summary>Characters in a list of events.</summary>
    public const int EventsLimit = 1024;

    /// <summary>The app.</summary>
    public required string AppId { get; init; }

    /// <summary>The receiver, exactly as it was set: signatures are over this text.</summary>
    public required string Url { get; set; }

    /// <summary>Whether notifications are signed; then there is a key.</summary>
    public bool IsSigned { get; set; }

    /// <summary>The signing key under <c>KeyPurpose.Callback</c>, a record of <c>WrappedKey</c>, bound to <see cref="AppId"/>; null for none.</summary>
    public byte[]? WrappedKey { get; set; }

    /// <summary>Version of the key-encryption key that wraps it, for rotation; null for none.</summary>
    public long? KekVersion { get; set; }

    /// <summary>Which events, in the writing of <see cref="EventTypes"/>.</summary>
    public required string Events { get; set; }

    /// <summary>Who set it, by name.</summary>
    public required string ChangedBy { get; set; }

    /// <summary>When, UTC.</summary>
    public required DateTime ChangedAt { get; set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }
}

internal sealed class CallbackSettingsConfiguration : IEntityTypeConfiguration<CallbackSettings>
{
    public void Configure(EntityTypeBuilder<CallbackSettings> builder)
    {
        builder.ToTable("CallbackSettings");
        builder.HasKey(settings => settings.AppId);
        builder.Property(settings => settings.AppId).HasMaxLength(64);
        builder.Property(settings => settings.Url).HasMaxLength(CallbackSettings.UrlLimit);
        builder.Property(settings => settings.WrappedKey).HasMaxLength(512);
        builder.Property(settings => settings.Events).HasMaxLength(CallbackSettings.EventsLimit);
        builder.Property(settings => settings.ChangedBy).HasMaxLength(256);
    }
}
