using System.Globalization;
using Mandelstam;
using Mandelstam.Benchmarks;
using Mandelstam.Benchmarks.Flows;
using Mandelstam.Benchmarks.Generator;
using Mandelstam.Benchmarks.PhaseSpace;
using Mandelstam.Benchmarks.Simulation;

const string Events = "--events", Threads = "--threads";
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
try
{
    switch (args.FirstOrDefault())
    {
        case "features":
            BenchmarkArguments features = new(args, Events, Threads, "--device");
            switch (features.Word("--device"))
            {
                case "cuda":
                    CudaFeatureBenchmark.Run(features.IsJson, features.Number(Events, 16_000_000));
                    break;
                case "" or "cpu":
                    FeatureBenchmark.Run(features.IsJson, features.Number(Events, 1_000_000), features.Number(Threads, 1));
                    break;
                case string other:
                    throw new UsageException($"'--device' is cpu or cuda, not '{other}'.");
            }

            return 0;
        case "derivatives":
            BenchmarkArguments derivatives = new(args, Events, Threads);
            DerivativeBenchmark.Run(derivatives.IsJson, derivatives.Number(Events, 131_072), derivatives.Number(Threads, 1));
            return 0;
        case "flow":
            BenchmarkArguments flow = new(args, Events);
            FlowBenchmark.Run(flow.IsJson, flow.Number(Events, 32_768));
            return 0;
        case "experiment":
            BenchmarkArguments experiment = new(args, "--models", Threads);
            ExperimentBenchmark.Run(experiment.IsJson, experiment.Word("--models"), experiment.Number(Threads, Environment.ProcessorCount));
            return 0;
        case "phasespace":
            BenchmarkArguments phaseSpace = new(args, "--particles", Events);
            PhaseSpaceBenchmark.Run(phaseSpace.IsJson, phaseSpace.Number("--particles", 4), phaseSpace.Number(Events, 20_000_000));
            return 0;
        case "simulation":
            BenchmarkArguments simulation = new(args, Events);
            SimulationBenchmark.Run(simulation.IsJson, simulation.Number(Events, 1_000_000));
            return 0;
        case "generator":
            BenchmarkArguments generator = new(args, "--here", "--declarations");
            if (generator.Word("--here") is { Length: > 0 } kind)
            {
                GeneratorBenchmark.RunHere(kind, generator.Number("--declarations", 1));
            }
            else
            {
                GeneratorBenchmark.Run(generator.IsJson, generator.Number("--declarations", 0));
            }

            return 0;
        case "fuzz":
            BenchmarkArguments fuzz = new(args, "--cases", "--seed");
            return await FuzzRun.RunAsync(fuzz.Number("--cases", 20_000), fuzz.Number("--seed", Environment.TickCount & int.MaxValue)).ConfigureAwait(false);
        case string other:
            throw new UsageException($"There is no benchmark '{other}'; './mandelstam help bench' lists them.");
        default:
            throw new UsageException("Which benchmark? './mandelstam help bench' lists them.");
    }
}
catch (MandelstamException e)
{
    Console.Error.WriteLine("mandelstam: " + e.Message);
    return e is UsageException ? 2 : 1;
}
