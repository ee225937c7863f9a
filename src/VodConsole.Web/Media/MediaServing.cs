namespace VodConsole.Web.Media;

/// <summary>What the server adds for uploads and the library.</summary>
internal static class MediaServing
{
    /// <summary>Adds the acceptance of uploads.</summary>
    public static IServiceCollection AddMediaServing(this IServiceCollection services) =>
        services.AddHostedService<UploadIntakeService>();

    /// <summary>Maps uploads and covers.</summary>
    public static IEndpointRouteBuilder MapMedia(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapUploads();
        endpoints.MapCovers();
        return endpoints;
    }
}
