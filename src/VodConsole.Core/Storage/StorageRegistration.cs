using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace VodConsole.Core.Storage;

/// <summary>Registers the capability.</summary>
public static class StorageRegistration
{
    /// <summary>Adds the media store over a local folder. Needs a <see cref="DataDirectory"/>.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>();
        services.TryAddSingleton<IMediaStore, LocalFolderMediaStore>();
        return services;
    }
}
