using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Mandelstam.PhaseSpace.Files;

/// <summary>Reads Les Houches event files with one process, plain or gzip, event by event.</summary>
public sealed class LheFile : IDisposable
{
    private readonly string _path;
    private readonly XmlReader _xml;

    private LheFile(string path, XmlReader xml)
    {
        _path = path;
        _xml = xml;
        if (!_xml.ReadToFollowing("LesHouchesEvents"))
        {
            throw Failure("it has no <LesHouchesEvents>");
        }

        string version = _xml.GetAttribute("version") ?? throw Failure("it does not say its version");
        if (!_xml.ReadToFollowing("init"))
        {
            throw Failure("it has no <init>");
        }

        Words words = new(this, FirstText());
        (int, int) beams = (words.Int(), words.Int());
        (double, double) energies = (words.Double(), words.Double());
        _ = (words.Int(), words.Int(), words.Int(), words.Int());
        int weighting = words.Int();
        if (words.Int() is not 1)
        {
            throw Failure("it has several processes; one is read");
        }

        Run = new(version, beams, energies, weighting, words.Double(), words.Double(), words.Double());
    }

    /// <summary>The head of the file.</summary>
    public LheRun Run { get; }

    /// <summary>Opens a file and reads its head.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="MandelstamException">It is not there, or no Les Houches file.</exception>
    public static LheFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        XmlReader? xml = null;
        try
        {
            Stream file = File.OpenRead(path);
            Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
            xml = XmlReader.Create(stream, new XmlReaderSettings { CloseInput = true, IgnoreComments = true, DtdProcessing = DtdProcessing.Prohibit });
            return new(path, xml);
        }
        catch (Exception problem)
        {
            xml?.Dispose();
            if (problem is IOException or UnauthorizedAccessException or XmlException or InvalidDataException)
            {
                throw new MandelstamException($"'{path}' cannot be read as a Les Houches event file: {problem.Message}", problem);
            }

            throw;
        }
    }

    /// <summary>The events that are left.</summary>
    /// <exception cref="MandelstamException">An event is cut off, or a number is none.</exception>
    public IEnumerable<LheEvent> Events()
    {
        while (Next())
        {
            Words words = new(this, FirstText());
            int particles = words.Int();
            _ = words.Int();
            double weight = words.Double(), scale = words.Double();
            _ = (words.Double(), words.Double());
            LheParticle[] lines = new LheParticle[particles];
            for (int i = 0; i < particles; i++)
            {
                lines[i] = words.Particle();
            }

            yield return new(weight, scale, lines);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _xml.Dispose();

    private bool Next()
    {
        try
        {
            return _xml.ReadToFollowing("event");
        }
        catch (XmlException problem)
        {
            throw Failure(problem.Message);
        }
    }

    // The numbers of a block come before any element in it.
    private string FirstText()
    {
        try
        {
            return _xml.Read() && _xml.NodeType is XmlNodeType.Text ? _xml.Value : throw Failure("a block is empty");
        }
        catch (XmlException problem)
        {
            throw Failure(problem.Message);
        }
    }

    private MandelstamException Failure(string what) => new($"'{_path}' is not a Les Houches event file that can be read: {what}.");

    private sealed class Words(LheFile file, string text)
    {
        private readonly string[] _words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        private int _next;

        public int Int() => int.TryParse(Word(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : throw Bad();

        public double Double() => double.TryParse(Word(), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : throw Bad();

        public LheParticle Particle()
        {
            (int id, int status, int first, int last) = (Int(), Int(), Int(), Int());
            _ = (Int(), Int());
            LheParticle particle = new(id, status, first, last, Double(), Double(), Double(), Double(), Double());
            _ = (Double(), Double());
            return particle;
        }

        private string Word() => _next < _words.Length ? _words[_next++] : throw file.Failure("a block is cut off");

        private MandelstamException Bad() => file.Failure($"'{_words[_next - 1]}' stands where a number should");
    }
}
