using LightThinker.OpenAI.Anthropic;
using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Completions;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace LightThinker.Server.OpenApi;

/// <summary>Adds the short forms of request fields that may be a string instead. Stateless.</summary>
internal sealed class UnionSchemaFilter : ISchemaFilter
{
    private static readonly Dictionary<Type, string[]> Fields = new()
    {
        [typeof(ChatCompletionRequest)] = ["stop", "compression"],
        [typeof(CompletionRequest)] = ["stop", "compression"],
        [typeof(MessagesRequest)] = ["system", "compression"],
        [typeof(MessagesTurn)] = ["content"],
        [typeof(MessagesBlock)] = ["content"],
    };

    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (!Fields.TryGetValue(context.Type, out string[]? fields) || schema.Properties is not { } properties)
        {
            return;
        }

        foreach (string field in fields)
        {
            IOpenApiSchema longForm = properties[field];
            properties[field] = new OpenApiSchema
            {
                Description = longForm.Description,
                OneOf = [new OpenApiSchema { Type = JsonSchemaType.String }, longForm],
            };
        }
    }
}
