namespace VodConsole.Web.Media;

/// <summary>What the server adds for uploads and the library.</summary>
internal static class MediaServing
{
    /// <summary>Adds uploads by people and by passes, and their acceptance.</summary>
    public static IServiceCollection AddMediaServing(this IServiceCollection services)
    {
        UploadPassHandler.Register(services);
        return services
            .AddCors(cors => cors.AddPolicy(UploadPassHandler.CorsPolicy, policy => policy
                .AllowAnyOrigin().AllowAnyHeader().WithMethods(HttpMethods.Head, HttpMethods.Patch, HttpMethods.Delete, HttpMethods.Post)
                .WithExposedHeaders(TusHeader.Exposed)))
            .AddHostedService<UploadIntakeService>();
    }

    /// <summary>Maps uploads and covers.</summary>
    public static IEndpointRouteBuilder MapMedia(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapUploads();
        endpoints.MapCovers();
        return endpoints;
    }
}
