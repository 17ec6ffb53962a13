using System.Globalization;
using Mandelstam;
using Mandelstam.Benchmarks;
using Mandelstam.Benchmarks.Generator;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
bool json = args.Contains("--json");
switch (args.FirstOrDefault(static a => !a.StartsWith('-')))
{
    case "features" when BenchmarkArguments.Word(args, "--device") == "cuda":
        try
        {
            CudaFeatureBenchmark.Run(json, BenchmarkArguments.Number(args, "--events", 16_000_000));
            return 0;
        }
        catch (MandelstamException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }

    case "features":
        FeatureBenchmark.Run(json, BenchmarkArguments.Number(args, "--events", 1_000_000), BenchmarkArguments.Number(args, "--threads", 1));
        return 0;
    case "flow":
        FlowBenchmark.Run(json, BenchmarkArguments.Number(args, "--events", 65_536));
        return 0;
    case "generator":
        GeneratorBenchmark.Run(json, BenchmarkArguments.Number(args, "--declarations", 0));
        return 0;
    default:
        Console.Error.WriteLine("usage: mandelstam bench features|flow|generator [--events N] [--threads T] [--json]");
        return 2;
}
