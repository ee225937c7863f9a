using VodConsole.Core.Downloads;
using VodConsole.Protocol;
using VodConsole.Core.Refusals;
using VodConsole.Protocol.Formats.KeyFiles;

namespace VodConsole.Web.ApiAccess.Actions;

/// <summary>Generates a key file (<c>vod-contract.md</c> §1). The platform is told from the identifier.</summary>
internal sealed class GenerateDownloadSecretKey(KeyFileGeneration generation) : RpcAction
{
    /// <inheritdoc/>
    public override IReadOnlyList<RpcParameter> Parameters { get; } =
    [
        new("AppIdentification", IsRequired: true, Example: "BB:0D:AC:74:D3:21:09:EF:9C:71:1A:5E:77:2C:8E:BF:03:FD:FA:5A"),
        new("AppDecryptKey", IsRequired: true, Example: "AppDecryptKeyAndroid20230101"),
    ];

    /// <inheritdoc/>
    public override async Task<object> RunAsync(RpcCall call, CancellationToken cancellation)
    {
        var identifier = call.RequiredText("AppIdentification");
        var form = await generation.PrepareAsync(call.Actor, cancellation);
        var file = await generation.GenerateAsync(call.Actor, new NewKeyFile
        {
            Id = form.Id, SettingsVersion = form.SettingsVersion, Platform = PlatformOf(identifier), Identifier = identifier,
            PrivateKey = call.RequiredText("AppDecryptKey"),
        }, cancellation);
        return new { AppEncryptKey = Convert.ToBase64String(file.Content) };
    }

    // The operation has no parameter for it. A SHA-1 has its own length, a bundle ID its dots; what is left is a serial number.
    private static AppPlatform PlatformOf(string identifier)
    {
        foreach (var platform in new[] { AppPlatform.Android, AppPlatform.Windows, AppPlatform.Ios })
            if (AppIdentity.Read(platform, identifier, out _) is null)
                return platform;
        AppIdentity.Read(AppPlatform.Android, identifier, out _);
        throw new VodException(AppIdentity.Read(identifier.Contains('.', StringComparison.Ordinal) ? AppPlatform.Ios : AppPlatform.Android, identifier, out _)
            ?? ErrorCode.AppIdentityNotSha1);
    }
}
