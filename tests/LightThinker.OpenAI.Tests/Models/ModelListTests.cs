using System.Text.Json;
using LightThinker.OpenAI.Json;
using LightThinker.OpenAI.Models;

namespace LightThinker.OpenAI.Tests.Models;

public sealed class ModelListTests
{
    [Fact]
    public void List_WithAModel_HasTheProtocolsShape()
    {
        var list = new ModelList
        {
            Data =
            [
                new Model { Id = "m", Created = 7, OwnedBy = "o", MaxModelLen = 2048, CompressionMethods = ["none"] },
            ],
        };

        Assert.Equal(
            """{"object":"list","data":[{"id":"m","object":"model","created":7,"owned_by":"o","max_model_len":2048,"compression_methods":["none"]}]}""",
            JsonSerializer.Serialize(list, WireJson.Context.ModelList));
    }
}
