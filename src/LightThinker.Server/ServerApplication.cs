using System.Net.Sockets;
using LightThinker.Server.Answers;
using LightThinker.Server.ChatCompletions;
using LightThinker.Server.Embeddings;
using LightThinker.Server.Endpoints;
using LightThinker.Server.Errors;
using LightThinker.Server.Generations;
using LightThinker.Server.Hosting;
using LightThinker.Server.Messages;
using LightThinker.Server.OpenApi;
using LightThinker.Server.Options;
using LightThinker.Server.Requests;
using LightThinker.Server.Responses;
using LightThinker.Server.Telemetry;
using LightThinker.Server.TextCompletions;
using LightThinker.Server.Tokens;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Serilog;

namespace LightThinker.Server;

/// <summary>Composes the server. Stateless.</summary>
internal static class ServerApplication
{
    private static readonly TimeSpan TimeAfterDraining = TimeSpan.FromSeconds(10);

    /// <summary>Builds the server from its settings.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="configure">Replaces parts, for tests.</param>
    /// <exception cref="StartupException">A setting is wrong; the message names it.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        if (CommandLine.FindMistake(args) is { } mistake)
        {
            throw new StartupException(mistake);
        }

        WebApplicationBuilder builder = CreateBuilder(args);
        if (!Settings.TryRead(builder.Configuration, out Settings? settings, out string? error))
        {
            throw new StartupException(error);
        }

        builder.WebHost.UseUrls([.. settings.Server.Urls]);
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // RequestBody holds bodies to the limit, and says which setting it is.
            kestrel.Limits.MaxRequestBodySize = null;
        });
        builder.Services.Configure<HostOptions>(host =>
            host.ShutdownTimeout = settings.Server.DrainTimeout + TimeAfterDraining);
        AddServices(builder.Services, settings);
        configure?.Invoke(builder);

        WebApplication app = builder.Build();

        // A store that cannot be opened is said now, not at the first request.
        _ = app.Services.GetRequiredService<ResponseStore>();
        Configure(app);
        return app;
    }

    /// <summary>Listens, and serves until told to stop.</summary>
    /// <exception cref="StartupException">An address cannot be listened on; the message says why.</exception>
    public static async Task RunAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Told to stop before the listeners were open.
            await app.StopAsync();
            return;
        }
        catch (Exception exception) when (exception is IOException or SocketException or InvalidOperationException)
        {
            // The engine's thread uses what is about to be disposed.
            await app.StopAsync();
            string urls = string.Join(", ", app.Services.GetRequiredService<Settings>().Server.Urls);
            string reason = exception.Message.Split('\n')[0].TrimEnd();
            throw new StartupException($"Server:Urls is '{urls}', which cannot be listened on: {reason}", exception);
        }

        await app.WaitForShutdownAsync();
    }

    private static WebApplicationBuilder CreateBuilder(string[] args)
    {
        try
        {
            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
            {
                Args = args,
                ContentRootPath = AppContext.BaseDirectory,
            });
            builder.WebHost.UseKestrelHttpsConfiguration();
            return builder;
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException)
        {
            // A settings file that is not JSON; the reason is in the innermost exception.
            throw new StartupException($"{exception.Message} {exception.GetBaseException().Message}", exception);
        }
    }

    private static void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddLogging(settings.Log);
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(Random.Shared);
        services.AddSingleton<ErrorWriter>();
        services.AddExceptionHandler<UnhandledExceptionHandler>();
        services.AddSingleton<RequestBody>();
        services.AddSingleton<RequestReader>();
        services.AddSingleton<SamplingReader>();
        services.AddSingleton<TokenLimit>();
        services.AddSingleton<PreparationGate>();
        services.AddSingleton<GrammarCache>();
        services.AddSingleton<ReasoningReader>();
        services.AddSingleton<ConstraintReader>();
        services.AddSingleton<GenerationFieldsReader>();
        services.AddSingleton<GenerationRequestFactory>();
        services.AddSingleton<ChatProtocol>();
        services.AddSingleton<PromptReader>();
        services.AddSingleton<CompletionTaskFactory>();
        services.AddSingleton<CompletionProtocol>();
        services.AddSingleton<MessagesRequestReader>();
        services.AddSingleton<MessagesProtocol>();
        services.AddSingleton<TokenCounter>();
        services.AddSingleton<GenerationService>();
        services.AddSingleton<TokenService>();
        services.AddSingleton<EmbeddingEngineFactory>();
        services.AddSingleton<EmbeddingService>();
        services.AddSingleton(static provider => ResponseStore.Open(
            provider.GetRequiredService<Settings>().Responses,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ResponseStore>>()));
        services.AddSingleton<InputReader>();
        services.AddSingleton<ChatTranslation>();
        services.AddSingleton<ResponseTurnReader>();
        services.AddSingleton<ResponsesProtocol>();
        services.AddSingleton<StoredResponses>();
        services.AddSingleton<InputTokenCounter>();
        services.AddSingleton<InFlightRequests>();
        services.AddSingleton<WarmUp>();
        services.AddSingleton<ServedModelFactory>();
        services.AddSingleton<IModelLoader, LlamaModelLoader>();
        services.AddSingleton<EngineHost>();
        services.AddHostedService(static provider => provider.GetRequiredService<EngineHost>());
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. settings.Server.CorsOrigins])
            .AllowAnyHeader()
            .AllowAnyMethod()
            .WithExposedHeaders("x-request-id", "retry-after")
            .SetPreflightMaxAge(TimeSpan.FromHours(1))));
        services.AddOpenApiDocument();
    }

    private static void Configure(WebApplication app)
    {
        app.UseMiddleware<RequestIdMiddleware>();
        app.UseSerilogRequestLogging(options =>
            Logging.Describe(options, app.Services.GetRequiredService<Serilog.ILogger>()));
        app.UseCors();
        app.UseExceptionHandler(static _ => { });
        app.UseStatusCodePages(static context =>
        {
            HttpContext http = context.HttpContext;
            return http.RequestServices.GetRequiredService<ErrorWriter>()
                .WriteAsync(http, ApiError.ForStatus(http.Response.StatusCode, http.Request));
        });
        app.UseSwagger();
        app.UseSwaggerUI();
        app.MapChatCompletions();
        app.MapCompletions();
        app.MapEmbeddings();
        app.MapMessages();
        app.MapResponses();
        app.MapTokens();
        app.MapModels();
        app.MapHealth();
    }
}
