using System.Globalization;
using Mandelstam;
using Mandelstam.Benchmarks;
using Mandelstam.Benchmarks.Flows;
using Mandelstam.Benchmarks.Generator;
using Mandelstam.Benchmarks.PhaseSpace;
using Mandelstam.Benchmarks.Simulation;

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
    case "derivatives":
        DerivativeBenchmark.Run(json, BenchmarkArguments.Number(args, "--events", 131_072), BenchmarkArguments.Number(args, "--threads", 1));
        return 0;
    case "flow":
        FlowBenchmark.Run(json, BenchmarkArguments.Number(args, "--events", 32_768));
        return 0;
    case "experiment":
        try
        {
            ExperimentBenchmark.Run(json, BenchmarkArguments.Word(args, "--models"), BenchmarkArguments.Number(args, "--threads", Environment.ProcessorCount));
            return 0;
        }
        catch (MandelstamException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }

    case "phasespace":
        PhaseSpaceBenchmark.Run(json, BenchmarkArguments.Number(args, "--particles", 4), BenchmarkArguments.Number(args, "--events", 20_000_000));
        return 0;
    case "simulation":
        SimulationBenchmark.Run(json, BenchmarkArguments.Number(args, "--events", 1_000_000));
        return 0;
    case "generator" when BenchmarkArguments.Word(args, "--here") is { Length: > 0 } kind:
        GeneratorBenchmark.RunHere(kind, BenchmarkArguments.Number(args, "--declarations", 1));
        return 0;
    case "generator":
        GeneratorBenchmark.Run(json, BenchmarkArguments.Number(args, "--declarations", 0));
        return 0;
    case "fuzz":
        return await FuzzRun.RunAsync(BenchmarkArguments.Number(args, "--cases", 20_000), BenchmarkArguments.Number(args, "--seed", Environment.TickCount & int.MaxValue)).ConfigureAwait(false);
    default:
        Console.Error.WriteLine("usage: mandelstam bench features|derivatives|flow|experiment|phasespace|simulation|generator [--models DIR] [--events N] [--threads T] [--particles N] [--json], or fuzz [--cases N] [--seed S]");
        return 2;
}
