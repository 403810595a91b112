using System.Text.Json.Nodes;
using LightThinker.Chat.Grammars;
using LightThinker.TestKit.Schemas;

namespace LightThinker.Chat.Tests.Grammars;

public sealed class RandomSchemaTests
{
    private const int Schemas = 1_000;

    [Fact]
    public void ToGbnf_RandomSchemas_WhateverIsWrittenValidates()
    {
        var random = new Random(4);
        var schemas = new RandomSchemas(random);
        using var validator = new AjvValidator();
        int refused = 0;
        int unfinished = 0;
        for (int i = 0; i < Schemas; i++)
        {
            string schema = schemas.Schema();
            string gbnf;
            try
            {
                gbnf = SchemaProbe.Gbnf(schema);
            }
            catch (JsonSchemaException)
            {
                // What was made at random may contradict itself.
                refused++;
                continue;
            }

            var walk = new GrammarWalk(gbnf, random);
            for (int text = 0; text < 3; text++)
            {
                if (walk.Write(maxTokens: 600) is not { } written)
                {
                    unfinished++;
                    continue;
                }

                // Reads each string as well, and so finds half surrogate pairs.
                Assert.NotNull((JsonNode.Parse($"[{written}]") ?? "").ToJsonString());
                string? problem = validator.Check(schema, written);
                Assert.True(problem is null, $"{schema}\nwrote {written}\nwhich is wrong: {problem}");
            }
        }

        Assert.InRange(refused, 0, Schemas / 20);
        Assert.InRange(unfinished, 0, Schemas * 3 / 50);
        TestContext.Current.TestOutputHelper?.WriteLine($"{refused} schemas refused, {unfinished} texts unfinished");
    }
}
