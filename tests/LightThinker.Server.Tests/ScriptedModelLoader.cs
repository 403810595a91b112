using System.Text;
using LightThinker.Engine.Decoding;
using LightThinker.Server.Hosting;
using LightThinker.Server.Options;
using LightThinker.TestKit.Decoding;

namespace LightThinker.Server.Tests;

/// <summary>
/// A model that writes what a script says, token by token, and can be held before any step. Thread-safe.
/// </summary>
internal sealed class ScriptedModelLoader : IModelLoader, IDisposable
{
    public const string ChatTemplate =
        "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] }}" +
        "{{ '<|im_end|>\\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

    private static readonly string[] Controls =
    [
        "<|im_start|>", "<|im_end|>", "<think>", "</think>", "<|splitter|>", "<|o_0|>", "<|o_1|>", "<|continue|>",
    ];

    private readonly ManualResetEventSlim _gate = new(initialState: true);

    /// <summary>What is written for each request; the last entry goes on for ever.</summary>
    public IReadOnlyList<string> Script { get; init; } =
        ["<think>", "T", "w", "o", ".", "<|splitter|>", "B", "<|splitter|>", "</think>", "H", "i", "!", "<|im_end|>"];

    /// <summary>Greedy, as a script asks for.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } =
        new Dictionary<string, string> { ["general.sampling.temp"] = "0" };

    /// <summary>Positions that the model was trained on.</summary>
    public int TrainedContext { get; init; } = 200;

    public int CellCount { get; init; } = 256;

    /// <summary>How it embeds; null where it cannot.</summary>
    public ScriptedEmbedderSource? Embedding { get; init; }

    public string? Template { get; init; } = ChatTemplate;

    /// <summary>Whether the model computes nothing but NaN.</summary>
    public bool IsDamaged { get; init; }

    /// <summary>Thrown instead of loading.</summary>
    public Exception? LoadFailure { get; init; }

    /// <summary>Thrown by the decoder from now on.</summary>
    public Exception? DecodeFailure { get; set; }

    public ScriptedVocabulary Vocabulary { get; } =
        new([.. Controls.Select(Encoding.UTF8.GetBytes), .. Enumerable.Range(0, 256).Select(value => new[] { (byte)value })]);

    /// <summary>A model with room enough for tools that writes an answer without reasoning.</summary>
    public static ScriptedModelLoader Writing(string answer) => new()
    {
        Script = [.. answer.Select(letter => letter.ToString()), "<|im_end|>"],
        TrainedContext = 4000,
        CellCount = 4000,
    };

    /// <summary>Lets no step begin until <see cref="Release"/>.</summary>
    public void Hold() => _gate.Reset();

    public void Release() => _gate.Set();

    public LoadedModel Load(Settings settings, Action<float> progress, CancellationToken cancellation)
    {
        _gate.Wait(cancellation);
        if (LoadFailure is not null)
        {
            throw LoadFailure;
        }

        progress(1);
        var decoder = new ScriptedDecoder(Vocabulary.Count, call => Next(call.Index), CellCount)
        {
            IsDamaged = IsDamaged,
            OnDecode = _ =>
            {
                _gate.Wait();
                if (DecodeFailure is not null)
                {
                    throw DecodeFailure;
                }
            },
        };
        var description = new ModelDescription("scripted", "test", TrainedContext, 1, 1, Template, Metadata);
        return new LoadedModel(description, Vocabulary, decoder, decoder, Embedding);
    }

    public void Dispose() => _gate.Dispose();

    private Token Next(int index)
    {
        string text = Script[Math.Min(index, Script.Count - 1)];
        return Vocabulary.Find(text) ?? new Token(Controls.Length + (byte)text[0]);
    }
}
