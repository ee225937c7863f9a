using VodConsole.Web.ApiAccess.Reference;

namespace VodConsole.Web.ApiAccess;

/// <summary>Registers the API and puts it before the pages.</summary>
internal static class RpcRegistration
{
    /// <summary>Adds the gateway and every operation of this assembly.</summary>
    public static IServiceCollection AddRpc(this IServiceCollection services)
    {
        services.AddSingleton<RpcGateway>().AddSingleton<RpcActions>().AddSingleton<OperationAccess>().AddSingleton<OperationReference>();
        foreach (var action in typeof(RpcAction).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(RpcAction)) && !type.IsAbstract))
            services.AddSingleton(typeof(RpcAction), action);
        return services;
    }

    /// <summary>
    /// Takes the API's requests out of the pipeline before cookies and pages: they carry their own proof of who sends them, from
    /// any site and without a browser.
    /// </summary>
    public static void UseRpc(this WebApplication app) => app.MapWhen(
        RpcGateway.IsFor, branch => branch.Run(context => context.RequestServices.GetRequiredService<RpcGateway>().HandleAsync(context)));
}
