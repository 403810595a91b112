using LightThinker.OpenAI.Chat;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace LightThinker.Server.OpenApi;

/// <summary>Adds the short forms of request fields that may be a string instead. Stateless.</summary>
internal sealed class UnionSchemaFilter : ISchemaFilter
{
    private static readonly string[] Fields = ["stop", "compression"];

    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (context.Type != typeof(ChatCompletionRequest) || schema.Properties is not { } properties)
        {
            return;
        }

        foreach (string field in Fields)
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
