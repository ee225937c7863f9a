using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace VodConsole.Core.Keys;

/// <summary>Registers the capability.</summary>
public static class KeysRegistration
{
    /// <summary>Adds the local key ring, its check, and the data keys. Needs a <see cref="Storage.DataDirectory"/> and the database.</summary>
    public static IServiceCollection AddKeys(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<KeyRingFile>();
        services.TryAddSingleton<IKeyEncryptionKey, LocalKeyRing>();
        services.TryAddSingleton<DataKeys>();
        services.TryAddSingleton<IssuedDataKeys>();
        services.TryAddSingleton<KeyRingCheck>();
        services.TryAddSingleton<KeyRingExport>();
        services.TryAddSingleton<KeyRingImport>();
        services.TryAddSingleton<KeyRingStatus>();
        return services;
    }
}
