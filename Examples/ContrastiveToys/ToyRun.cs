using Mandelstam.Measurement;
using Mandelstam.Networks;
using Mandelstam.Progress;
using TorchSharp;

namespace Mandelstam.Examples.ContrastiveToys;

/// <summary>All toys of arXiv:2505.08709. Killed at any moment, the same call goes on from the last checkpoint to the same numbers.</summary>
public sealed class ToyRun
{
    private readonly ToyRequest _request;
    private readonly IProgressReporter _progress;

    /// <summary>Prepares a run.</summary>
    /// <param name="request">The run.</param>
    /// <param name="progress">Told how long it goes.</param>
    /// <exception cref="MandelstamException">An option makes no sense.</exception>
    public ToyRun(ToyRequest request, IProgressReporter progress)
    {
        request.Options.Validate();
        _request = request;
        _progress = progress;
    }

    /// <summary>Runs to the end.</summary>
    /// <param name="cancellation">Stops at the next checkpoint.</param>
    /// <returns>What was found; networks lie in the run's checkpoints.</returns>
    /// <exception cref="MandelstamException">The folder holds another run.</exception>
    public ToyResult Run(CancellationToken cancellation)
    {
        torch.Device device = TorchDevice.Of(_request.Device);
        RunFolder folder = RunFolder.Open(_request.Folder, Identity());
        if (folder.IsResumed)
        {
            _progress.Say($"Going on with the run in '{folder.Path}'.");
        }

        PlaneResult plane = new PlaneToys(_request.Options, _request.Seed, device, folder, _progress).Run(cancellation);
        return new(_request, plane, new EmbeddedToys(_request.Options, _request.Seed, device, folder, _progress).Run(cancellation), _progress.SecondsByStage());
    }

    private string Identity() => string.Join('\n',
        "contrastive toys",
        $"version {VersionText.Of(typeof(ToyRun))}",
        $"torch {typeof(torch).Assembly.GetName().Name} {typeof(torch).Assembly.GetName().Version}",
        $"device {_request.Device}",
        FormattableString.Invariant($"threads {torch.get_num_threads()}"),
        FormattableString.Invariant($"seed {_request.Seed}"),
        _request.Options.ToJson());
}
