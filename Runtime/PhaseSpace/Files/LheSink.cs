using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Mandelstam.Data;
using Mandelstam.IO;
using Mandelstam.Processes;

namespace Mandelstam.PhaseSpace.Files;

/// <summary>A Les Houches event file, version 3: J. Alwall et al., Comput. Phys. Commun. 176 (2007) 300; J. Butterworth et al., arXiv:1405.1067.</summary>
/// <remarks>
/// What comes in has status −1, unstable particles of a chain 2, the final state 1; a decay has one incoming particle, at rest. Colours and spins are not
/// assigned (0 and 9), vertices not displaced. XWGTUP is the event's weight: 1 (IDWTUP 3), or GeV^(2n−4) (IDWTUP 4). XSECUP is the cross-section in pb, or
/// the width in GeV, where |M|² is declared, else the volume.
/// </remarks>
internal sealed class LheSink : EventSink
{
    private const int BufferBytes = 1 << 16;
    private const int Incoming = -1;
    private const int Intermediate = 2;
    private const int Final = 1;
    private const int UnitWeights = 3;
    private const int Weighted = 4;

    private readonly string _path;
    private readonly string _temporary;
    private readonly FileStream _file;
    private readonly Stream _stream;
    private readonly ArrayBufferWriter<byte> _buffer = new(BufferBytes + (BufferBytes / 2));
    private readonly LheParticle[] _incoming;
    private readonly (LheParticle Particle, ProcessParticle Node)[] _outgoing;
    private readonly double _energy;
    private readonly bool _isUnweighted;

    public LheSink(string path, EventRun run)
    {
        ProcessDefinition process = run.Process;
        if (process.Reaction.Incoming.Select(static p => p.Particle).Concat(process.Tree.All.Select(static p => p.Particle)).FirstOrDefault(static p => p is { PdgId: 0 }) is { } unnumbered)
        {
            throw new MandelstamException($"'{unnumbered.Name}' has no number of the Particle Data Group, which a Les Houches event file needs; write Parquet or CSV.");
        }

        _energy = process.TotalEnergy;
        _isUnweighted = run.IsUnweighted;
        _incoming = [.. IncomingParticles(process)];
        _outgoing = [.. Outgoing(process.Tree, _incoming.Length)];
        _path = path;
        string full = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            _temporary = AtomicFile.TemporaryName(full);
            _file = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        }
        catch (Exception problem) when (IsOfTheFile(problem))
        {
            throw Failure(problem);
        }

        _stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(_file, CompressionLevel.Optimal, leaveOpen: true) : _file;
        WriteHead(run);
    }

    /// <inheritdoc/>
    public override void Append(PhaseSpacePoints points)
    {
        for (int row = 0; row < points.Count; row++)
        {
            WriteEvent(points, row);
            if (_buffer.WrittenCount >= BufferBytes)
            {
                Drain();
            }
        }
    }

    /// <inheritdoc/>
    public override void Complete()
    {
        Text("</LesHouchesEvents>\n");
        Drain();
        try
        {
            if (_stream != _file)
            {
                // The checksum at the end of a gzip file is written when its stream is closed.
                _stream.Dispose();
            }

            _file.Flush(flushToDisk: true);
            _file.Dispose();
            File.Move(_temporary, _path, overwrite: true);
        }
        catch (Exception problem) when (IsOfTheFile(problem))
        {
            throw Failure(problem);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (_stream != _file)
        {
            _stream.Dispose();
        }

        _file.Dispose();
        File.Delete(_temporary);
    }

    private static IEnumerable<LheParticle> IncomingParticles(ProcessDefinition process)
    {
        for (int i = 0; i < process.IncomingMasses.Count; i++)
        {
            int id = process.Reaction.Incoming[i].Particle.PdgId;
            double mass = process.IncomingMasses[i];
            double along = process.IsDecay ? 0 : process.IncomingMomentum(i).Pz.InGeV;
            yield return new(id, Incoming, 0, 0, 0, 0, along, process.IsDecay ? mass : Math.Sqrt((mass * mass) + (along * along)), mass);
        }
    }

    // Mothers are lines of the event, from 1: what came in, or the unstable particle.
    private static List<(LheParticle Particle, ProcessParticle Node)> Outgoing(ProcessParticle tree, int incoming)
    {
        List<(LheParticle, ProcessParticle)> lines = [];
        void Add(ProcessParticle mother, int first, int last)
        {
            foreach (ProcessParticle node in mother.Daughters)
            {
                lines.Add((new(node.Particle!.PdgId, node.IsFinal ? Final : Intermediate, first, last, 0, 0, 0, 0, node.Mass), node));
                int line = incoming + lines.Count;
                Add(node, line, line);
            }
        }

        Add(tree, 1, incoming);
        return lines;
    }

    private static bool IsOfTheFile(Exception problem) => problem is IOException or UnauthorizedAccessException;

    private MandelstamException Failure(Exception problem) => new($"'{_path}' cannot be written: {problem.Message}", problem);

    private void WriteHead(EventRun run)
    {
        ProcessDefinition process = run.Process;
        ProcessEstimate estimate = run.Estimate;
        double scale = process.IsDecay ? 1 : ProcessEstimate.PicobarnGeV2;
        (double value, double error) = estimate.Rate is { } rate ? (scale * rate.Value, scale * rate.Error) : (estimate.Volume, estimate.VolumeError);
        string meaning = estimate.Rate is null ? "the volume of phase space in GeV^(2n-4)" : process.IsDecay ? "the width in GeV" : "the cross-section in pb";
        Text("<LesHouchesEvents version=\"3.0\">\n<!--\n");
        Text($"  {Comment(process.ToString())}; seed {run.Seed.ToString(CultureInfo.InvariantCulture)}\n");
        Text($"  Cross-section and error below are {meaning}.\n");
        Text(run.IsUnweighted
            ? "  Events are unweighted; one heavier than the maximum of the trial run has its weight in units of that.\n"
            : "  Events are flat in phase space; the mean of their weights is its volume in GeV^(2n-4), without 1/n!.\n");
        Text("  Colours and spins are not assigned.\n-->\n<init>\n");
        Numbers(_incoming[0].Id, _incoming.Length > 1 ? _incoming[1].Id : 0);
        Number(_incoming[0].Energy);
        Number(_incoming.Length > 1 ? _incoming[1].Energy : 0);
        Numbers(0, 0, 0, 0, run.IsUnweighted ? UnitWeights : Weighted, 1);
        EndLine();
        Number(value);
        Number(error);
        Number(run.IsUnweighted ? 1 : estimate.Maximum);
        Numbers(1);
        EndLine();
        Text("<generator name=\"Mandelstam\"></generator>\n</init>\n");
    }

    private void WriteEvent(PhaseSpacePoints points, int row)
    {
        Text("<event>\n");
        Numbers(_incoming.Length + _outgoing.Length, 1);
        Number(points.Weights[row]);
        Number(_energy);

        // Neither coupling is known: −1, as the standard says.
        Numbers(-1, -1);
        EndLine();
        foreach (LheParticle particle in _incoming)
        {
            Write(particle);
        }

        foreach ((LheParticle particle, ProcessParticle node) in _outgoing)
        {
            double e = 0, x = 0, y = 0, z = 0;
            for (int leaf = node.FirstLeaf; leaf < node.FirstLeaf + node.LeafCount; leaf++)
            {
                e += points.Energy(leaf)[row];
                x += points.Px(leaf)[row];
                y += points.Py(leaf)[row];
                z += points.Pz(leaf)[row];
            }

            // What has a line shape has a mass of its own in every event, and so has what decays in a flat sample.
            bool isFixed = node.LineShape is null && (node.IsFinal || _isUnweighted);
            double mass = isFixed ? particle.Mass : Math.Sqrt(Math.Max((e * e) - (x * x) - (y * y) - (z * z), 0));
            Write(particle with { Px = x, Py = y, Pz = z, Energy = e, Mass = mass });
        }

        Text("</event>\n");
    }

    private void Write(LheParticle particle)
    {
        Numbers(particle.Id, particle.Status, particle.FirstMother, particle.LastMother, 0, 0);
        Number(particle.Px);
        Number(particle.Py);
        Number(particle.Pz);
        Number(particle.Energy);
        Number(particle.Mass);
        Text(" 0 9\n");
    }

    // XML comments must not hold two dashes.
    private static string Comment(string text) => text.Replace("--", "- -", StringComparison.Ordinal).Replace("->", "to", StringComparison.Ordinal);

    private void Numbers(params ReadOnlySpan<int> numbers)
    {
        foreach (int number in numbers)
        {
            Text(" ");
            NumberText.Write(_buffer, number);
        }
    }

    private void Number(double number)
    {
        Text(" ");
        NumberText.Write(_buffer, number);
    }

    private void EndLine() => Text("\n");

    private void Text(string text) => Encoding.UTF8.GetBytes(text, _buffer);

    private void Drain()
    {
        try
        {
            _stream.Write(_buffer.WrittenSpan);
        }
        catch (Exception problem) when (IsOfTheFile(problem))
        {
            throw Failure(problem);
        }

        _buffer.ResetWrittenCount();
    }
}
