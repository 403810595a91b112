using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Embeddings;
using LightThinker.OpenAI.Inputs;
using LightThinker.OpenAI.Responses;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace LightThinker.Server.OpenApi;

/// <summary>Describes the API as an OpenAPI document. Stateless.</summary>
internal static class OpenApiSetup
{
    public static void AddOpenApiDocument(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(Describe);
    }

    private static void Describe(SwaggerGenOptions options)
    {
        options.SwaggerDoc("v1", new OpenApiInfo
        {
            Title = "LightThinkerServer",
            Version = "v1",
            Description = "OpenAI-compatible inference with reasoning compressed in the KV cache.",
        });
        options.SupportNonNullableReferenceTypes();
        options.IncludeXmlComments(Path.ChangeExtension(typeof(ChatCompletionRequest).Assembly.Location, ".xml"));
        options.MapType<MessageContent>(static () => new OpenApiSchema
        {
            Description = "A text, or a list of text parts.",
            OneOf = [new OpenApiSchema { Type = JsonSchemaType.String }, ListOf(TextPart())],
        });
        options.MapType<TextInput>(static () => new OpenApiSchema
        {
            Description = "A text, a list of texts, a list of token ids, or a list of such lists.",
            OneOf =
            [
                new OpenApiSchema { Type = JsonSchemaType.String },
                ListOf(new OpenApiSchema { Type = JsonSchemaType.String }),
                ListOf(new OpenApiSchema { Type = JsonSchemaType.Integer }),
                ListOf(ListOf(new OpenApiSchema { Type = JsonSchemaType.Integer })),
            ],
        });
        options.MapType<EmbeddingVector>(static () => new OpenApiSchema
        {
            Description = "Numbers, or base64 of 32-bit floats, least significant byte first.",
            OneOf = [ListOf(new OpenApiSchema { Type = JsonSchemaType.Number }), new OpenApiSchema { Type = JsonSchemaType.String }],
        });
        options.MapType<ResponseContent>(static () => new OpenApiSchema
        {
            Description = "A text, or a list of parts.",
            OneOf = [new OpenApiSchema { Type = JsonSchemaType.String }, ListOf(Reference(nameof(ResponseContentPart)))],
        });
        options.MapType<ResponseInput>(static () => new OpenApiSchema
        {
            Description = "A user's text, or a list of items.",
            OneOf = [new OpenApiSchema { Type = JsonSchemaType.String }, ListOf(Reference(nameof(ResponseItem)))],
        });
        options.SchemaFilter<UnionSchemaFilter>();
    }

    private static OpenApiSchemaReference Reference(string name) => new(name);

    private static OpenApiSchema ListOf(IOpenApiSchema items) => new() { Type = JsonSchemaType.Array, Items = items };

    private static OpenApiSchema TextPart() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "type", "text" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["text"] },
            ["text"] = new OpenApiSchema { Type = JsonSchemaType.String },
        },
    };
}
