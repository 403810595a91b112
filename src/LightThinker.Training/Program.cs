using LightThinker.Training.Decoders;
using LightThinker.Training.Generation;
using LightThinker.Training.Optimization;
using LightThinker.Training.Sequences;
using LightThinker.Training.Tokenization;
using TorchSharp;

var gen = new ProblemGenerator(1, HeldOut.Train);
foreach (var f in ProblemGenerator.Families)
{
    var e = gen.Next(f, 3);
    Console.WriteLine($"[{f.Name}] {e.Messages[^1].Content}\n   " + string.Join("\n   ", e.Thoughts) + "\n => " + e.Response);
}

var corpus = Enumerable.Range(0, 8000).Select(i => gen.Next(ProblemGenerator.Families[i % 7], 1 + (i % 8))).ToList();
var vocabulary = BpeTrainer.Train(corpus.SelectMany(e => e.Messages.Select(m => m.Role + "\n" + m.Content).Concat(e.Thoughts).Append(e.Response)), 1000, SpecialTokens.FromScratch(2));
Console.WriteLine($"vocab {vocabulary.Tokens.Count} first special {vocabulary.FirstSpecial}");
var tok = new TextTokenizer(vocabulary);
var ex = gen.Next(ProblemGenerator.Find("story"), 12);
Console.WriteLine(string.Join("|", tok.Encode(ex.Messages[^1].Content).Select(i => vocabulary.Tokens[i])));
Console.WriteLine(string.Join("|", tok.Encode(ex.Thoughts[3]).Select(i => vocabulary.Tokens[i])));
Console.WriteLine(tok.Decode(tok.Encode(ex.Thoughts[3])) == ex.Thoughts[3]);
var b = new SequenceBuilder(tok, 2);
for (int s = 2; s <= 20; s += 2)
{
    var es = Enumerable.Range(0, 20).Select(_ => gen.Next(ProblemGenerator.Find("story"), s)).ToList();
    Console.WriteLine($"steps {s}: prompt {es.Average(e => b.Prompt(e).Count)} plain {es.Average(e => b.Build(e, false).Length)} max {es.Max(e => b.Build(e, true).Length)} ");
}

var shape = new DecoderShape { Architecture = "llama", Vocabulary = vocabulary.Tokens.Count, Width = int.Parse(args[0]), Layers = int.Parse(args[1]), Heads = int.Parse(args[0]) / 32, KvHeads = int.Parse(args[0]) / 32, FeedForward = int.Parse(args[2]), Context = 2560 };
using var w = DecoderWeights.FromScratch(shape, 1);
Console.WriteLine($"params {w.Parameters.Count}");
using var rot = new RotaryTable(shape);
int nw = int.Parse(args[3]);
foreach (int steps in new[] { 4, 12, 20 })
{
    foreach (bool comp in new[] { false, true })
    {
        var ws = Enumerable.Range(0, nw).Select(i => new GradientWorker(new Decoder(w, rot, torch.ScalarType.BFloat16), "w" + i)).ToList();
        var packs = Enumerable.Range(0, nw).Select(_ =>
        {
            var l = new List<TokenSequence>();
            while (l.Sum(x => x.Length) < 2000) { l.Add(b.Build(gen.Next(ProblemGenerator.Find("story"), steps), comp)); }
            return new Pack(l);
        }).ToList();
        var t = System.Diagnostics.Stopwatch.StartNew();
        for (int r = 0; r < 6; r++)
        {
            if (r == 2) { t.Restart(); }
            for (int i = 0; i < nw; i++) { ws[i].Begin([packs[i]], 1.0 / packs.Sum(p => p.Targets.Length)); }
            foreach (var x in ws) { x.End(); }
        }

        Console.WriteLine($"steps {steps} comp {comp}: {packs.Sum(p => p.Tokens.Length) * 4 / t.Elapsed.TotalSeconds:F0} tok/s, loss {ws.Sum(x => x.Loss):F3}, groups {AttentionPlan.For(packs[0]).Groups.Count}");
        ws.ForEach(x => x.Dispose());
    }
}
