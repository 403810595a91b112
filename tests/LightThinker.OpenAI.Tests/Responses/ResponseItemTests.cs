using System.Text.Json;
using LightThinker.OpenAI.Responses;

namespace LightThinker.OpenAI.Tests.Responses;

public sealed class ResponseItemTests
{
    [Fact]
    public void Item_WithoutAField_LeavesItOut()
    {
        var item = new ResponseItem { Type = ResponseItemTypes.FunctionCall, Id = "fc_1", CallId = "c", Name = "f", Arguments = "{}" };

        Assert.Equal(
            """{"type":"function_call","id":"fc_1","call_id":"c","name":"f","arguments":"{}"}""",
            JsonSerializer.Serialize(item, ResponsesJson.Context.ResponseItem));
    }

    [Fact]
    public void Event_OfAPart_BeginsWithItsTypeAndNumber()
    {
        var written = new OutputDeltaEvent
        {
            Type = ResponseEventTypes.OutputTextDelta,
            SequenceNumber = 3,
            ItemId = "msg_1",
            OutputIndex = 1,
            ContentIndex = 0,
            Delta = "Hi",
            Logprobs = [],
        };

        Assert.Equal(
            """{"type":"response.output_text.delta","sequence_number":3,"item_id":"msg_1","output_index":1,"content_index":0,"delta":"Hi","logprobs":[]}""",
            JsonSerializer.Serialize(written, ResponsesJson.Context.OutputDeltaEvent));
    }

    [Fact]
    public void Page_WithoutItems_HasNoIds() => Assert.Equal(
        """{"object":"list","data":[],"first_id":null,"last_id":null,"has_more":false}""",
        JsonSerializer.Serialize(new ResponseItemList { Data = [], HasMore = false }, ResponsesJson.Context.ResponseItemList));
}
