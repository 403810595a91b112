using System.Net;
using System.Text.Json;

namespace LightThinker.Server.Tests.ChatCompletions;

public sealed class ChatCompletionTests
{
    [Fact]
    public async Task Chat_Whole_HasTheProtocolsShape()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.ChatAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        JsonElement answer = await TestServer.ReadAsync(response);
        Assert.StartsWith("chatcmpl-", answer.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal("chat.completion", answer.GetProperty("object").GetString());
        Assert.Equal(server.Time.GetUtcNow().ToUnixTimeSeconds(), answer.GetProperty("created").GetInt64());
        Assert.Equal("org/test", answer.GetProperty("model").GetString());
        Assert.StartsWith("fp_", answer.GetProperty("system_fingerprint").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            """{"index":0,"message":{"role":"assistant","content":"Hi!","refusal":null,"reasoning_content":"Two.\n\nB","reasoning":"Two.\n\nB"},"logprobs":null,"finish_reason":"stop"}""",
            answer.GetProperty("choices")[0].GetRawText());
    }

    [Fact]
    public async Task Chat_WithReasoning_CountsWhatWasCompressed()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.ChatAsync();

        JsonElement usage = (await TestServer.ReadAsync(response)).GetProperty("usage");
        int prompt = usage.GetProperty("prompt_tokens").GetInt32();
        Assert.Equal("<|im_start|>user\nHello<|im_end|>\n<|im_start|>assistant\n".Length - 31, prompt);
        Assert.Equal(13, usage.GetProperty("completion_tokens").GetInt32());
        Assert.Equal(prompt + 13, usage.GetProperty("total_tokens").GetInt32());
        Assert.Equal(9, usage.GetProperty("completion_tokens_details").GetProperty("reasoning_tokens").GetInt32());
        Assert.Equal(0, usage.GetProperty("prompt_tokens_details").GetProperty("cached_tokens").GetInt32());
        JsonElement compression = usage.GetProperty("compression");
        Assert.Equal("lightthinker", compression.GetProperty("method").GetString());
        Assert.Equal(2, compression.GetProperty("compressions").GetInt32());
        Assert.Equal(8, compression.GetProperty("evicted_tokens").GetInt32());
        Assert.Equal(prompt + 13, compression.GetProperty("full_tokens").GetInt32());
        Assert.Equal(
            compression.GetProperty("peak_tokens").GetInt32() - 1,
            compression.GetProperty("resident_peak_tokens").GetInt32());
        Assert.True(compression.GetProperty("dependency").GetInt64() > 0);
    }

    [Fact]
    public async Task Chat_WithCompressionOff_EvictsNothing()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.ChatAsync("""{"compression":"none"}""");

        JsonElement usage = (await TestServer.ReadAsync(response)).GetProperty("usage");
        JsonElement compression = usage.GetProperty("compression");
        Assert.Equal("none", compression.GetProperty("method").GetString());
        Assert.Equal(0, compression.GetProperty("evicted_tokens").GetInt32());
    }

    [Fact]
    public async Task Chat_ByAnAlias_IsServedUnderTheId()
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.ChatAsync("""{"model":"test"}""");

        Assert.Equal("org/test", (await TestServer.ReadAsync(response)).GetProperty("model").GetString());
    }

    [Theory]
    [InlineData("""{"max_tokens":2}""", "length")]
    [InlineData("""{"max_completion_tokens":2}""", "length")]
    [InlineData("""{"stop":"i"}""", "stop")]
    public async Task Chat_CutOff_SaysWhy(string fields, string finishReason)
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.ChatAsync(fields);

        Assert.Equal(
            finishReason,
            (await TestServer.ReadAsync(response)).GetProperty("choices")[0].GetProperty("finish_reason").GetString());
    }

    [Fact]
    public async Task Chat_WithoutReasoning_LeavesItOut()
    {
        await using TestServer server =
            await TestServer.StartAsync(new ScriptedModelLoader { Script = ["O", "k", "<|im_end|>"] });

        using HttpResponseMessage response = await server.ChatAsync();

        Assert.Equal(
            """{"role":"assistant","content":"Ok","refusal":null}""",
            (await TestServer.ReadAsync(response)).GetProperty("choices")[0].GetProperty("message").GetRawText());
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"text","text":"Hello"}]}]}""")]
    [InlineData("""{"messages":[{"role":"developer","content":"Be kind."},{"role":"user","content":"Hello"}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":"1"},{"role":"assistant","content":"2","refusal":null,"annotations":[],"parsed":{"x":1},"tool_calls":null,"reasoning":"r"},{"role":"user","content":"3"}]}""")]
    [InlineData("""{"user":"u","metadata":{"a":"b"},"store":false,"service_tier":"auto","parallel_tool_calls":true,"safety_identifier":"s","prompt_cache_key":"p"}""")]
    [InlineData("""{"tools":null,"tool_choice":"auto","response_format":{"type":"text"},"logprobs":false,"n":1,"modalities":["text"],"audio":null}""")]
    [InlineData("""{"temperature":2,"top_p":0,"top_k":1,"min_p":1,"typical_p":0.5,"repetition_penalty":1.1,"presence_penalty":-2,"frequency_penalty":2,"seed":-5}""")]
    [InlineData("""{"repeat_last_n":-1,"dry_multiplier":0.8,"dry_base":1.75,"dry_allowed_length":0,"dry_penalty_last_n":5,"dry_sequence_breakers":["\n","αααααααααααααααααααα"],"xtc_probability":1,"xtc_threshold":0}""")]
    [InlineData("""{"dry_multiplier":100,"dry_base":10,"dry_sequence_breakers":[],"temperature":0,"xtc_probability":0.5}""")]
    [InlineData("""{"logit_bias":{"200":-100},"stop":["x","y"],"stream":false,"stream_options":null,"chat_template_kwargs":{"enable_thinking":false}}""")]
    [InlineData("""{"compression":{"method":"lightthinker","cache_tokens":1,"evict_opening_delimiter":false,"compress_answer":true}}""")]
    public async Task Chat_WithServedOrHarmlessFields_IsAnswered(string fields)
    {
        await using TestServer server = await TestServer.StartAsync();

        using HttpResponseMessage response = await server.ChatAsync(fields);

        Assert.True(response.IsSuccessStatusCode, (await TestServer.ReadAsync(response)).GetRawText());
    }
}
