using Mandelstam.Particles;

namespace Mandelstam.Compiler.Checks;

/// <summary>The catalogue: every rule there is. Blocks by subject, see the language reference.</summary>
public static class Rules
{
    /// <summary>The id of <see cref="InternalError"/>, as a constant: Roslyn's own analyzers ask for one.</summary>
    public const string InternalErrorId = "PHY0999";

    /// <summary>What to write instead of most operations that have no batch meaning.</summary>
    public const string InTheLanguage = "write it with the operations of the language (see the language reference), or as a helper method of the declaration";

    /// <summary>Format: 0 what was written.</summary>
    public static readonly Rule UnsupportedConstruct = new("PHY0001", "C# that cannot be compiled to kernels",
        "'{0}' cannot be compiled to batch code; use expressions, locals, conditionals and the operations of the language, or mark the member [NotTranslated]");

    /// <summary>Format: 0 the operation, 1 what to write.</summary>
    public static readonly Rule UnknownOperation = new("PHY0002", "Operation without a batch meaning",
        "'{0}' has no batch meaning; {1}");

    /// <summary>Format: 0 the member.</summary>
    public static readonly Rule NotPartial = new("PHY0003", "Declaration is not a partial record",
        "'{0}' is declared an event or a process but is not a partial record that another file can add to; write 'public partial record {0}'");

    /// <summary>Format: 0 member, 1 its type.</summary>
    public static readonly Rule UnsupportedMemberType = new("PHY0004", "Stored member of a type that has no columns",
        "'{0}' has type '{1}', which cannot be stored in columns; use FourVector, UpTo1 to UpTo8 of them, TransverseVector, a quantity, double, int, bool, or an enum marked [Label]");

    /// <summary>Format: 0 member, 1 columns found, 2 columns expected.</summary>
    public static readonly Rule WrongColumnCount = new("PHY0005", "Wrong number of columns",
        "'{0}' names {1} columns but needs {2}; write one for each coordinate, for example [Column(\"lep_{{pt,eta,phi}}\")]");

    /// <summary>Format: 0 column, 1 first member, 2 second member.</summary>
    public static readonly Rule DuplicateColumn = new("PHY0006", "Column named twice",
        "column '{0}' is named by '{1}' and by '{2}'; a column or feature has one owner, rename one of them");

    /// <summary>Format: 0 member.</summary>
    public static readonly Rule MissingColumn = new("PHY0007", "Stored member without a column",
        "'{0}' is a partial property without [Column]; say where its values come from, for example [Column(\"{0}\")]");

    /// <summary>Format: 0 member, 1 what it must look like.</summary>
    public static readonly Rule WrongSignature = new("PHY0008", "Member has the wrong shape for its attribute",
        "'{0}' does not have the shape that its attribute asks for; write {1}");

    /// <summary>Format: 0 member.</summary>
    public static readonly Rule RecursiveBody = new("PHY0009", "Body refers to itself",
        "'{0}' is defined by itself; a body can be compiled only if its calls come to an end");

    /// <summary>Format: 0 type.</summary>
    public static readonly Rule GenericDeclaration = new("PHY0010", "Generic declaration",
        "'{0}' is generic; an event has one set of columns, so declare it without type parameters");

    /// <summary>Format: 0 enumeration, 1 member, 2 value, 3 expected value.</summary>
    public static readonly Rule EnumerationWithGaps = new("PHY0011", "Enumeration that is not numbered from zero",
        "'{0}' gives '{1}' the value {2}, but codes count members from 0 in declared order, where it has {3}; leave the values out");

    /// <summary>Format: 0 type, 1 what it lacks and the way out.</summary>
    public static readonly Rule PropertiesOfNoEvent = new("PHY0012", "Property tests of what is no declaration",
        "'{0}' {1}");

    /// <summary>Format: 0 declaration, 1 version found, 2 version expected.</summary>
    public static readonly Rule PropertiesOfAnotherVersion = new("PHY0013", "Property tests of another version's declaration",
        "'{0}' carries a model of version {1}, but this compiler reads version {2}; build the project that declares it with the same compiler");

    /// <summary>Format: 0 declaration, 1 the event that it extends.</summary>
    public static readonly Rule InheritedEvent = new("PHY0014", "Event that extends an event",
        "'{0}' extends the event '{1}', but an event is made of its own members alone; declare its columns and features in '{0}', and share formulas as static methods");

    /// <summary>Format: 0 vector, 1 its frame, 2 other vector, 3 its frame, 4 what to write.</summary>
    public static readonly Rule FrameMismatch = new("PHY0101", "Frames do not match",
        "'{0}' is given in {1} but '{2}' in {3}; {4}");

    /// <summary>Format: 0 boost, 1 what it is given, and what to write.</summary>
    public static readonly Rule WrongBoost = new("PHY0102", "Boost by a momentum, or in the wrong direction",
        "'{0}' {1}");

    /// <summary>Format: 0 call, 1 which arguments are misplaced and what to write.</summary>
    public static readonly Rule WrongSlot = new("PHY0103", "Coordinate in the wrong slot",
        "'{0}': {1}");

    /// <summary>Format: 0 difference, 1 the call to write, and what it gives.</summary>
    public static readonly Rule UnwrappedAzimuths = new("PHY0104", "Azimuths subtracted without wrapping",
        "'{0}' is not periodic: it is wrong by 2π for azimuths on either side of ±π; write {1}");

    /// <summary>Format: 0 operation, 1 massive objects, 2 what to write.</summary>
    public static readonly Rule PseudorapidityOfMassive = new("PHY0105", "Pseudorapidity where rapidity is meant",
        "'{0}' uses pseudorapidity, which differs from rapidity for massive {1}; write {2}", IsError: false);

    /// <summary>Format: 0 sum, 1 object.</summary>
    public static readonly Rule CountedTwice = new("PHY0106", "Object counted twice in a sum",
        "'{0}' counts '{1}' twice; take the other object, or write '2 * …' where that is meant", IsError: false);

    /// <summary>Format: 0 vector or number, 1 why it has no rest frame, and what to write.</summary>
    public static readonly Rule NoRestFrame = new("PHY0107", "Velocity of light or above",
        "'{0}' {1}");

    /// <summary>Format: 0 what was written, 1 the vector, and what to write.</summary>
    public static readonly Rule AlongBeam = new("PHY0108", "Direction of a vector along the beam",
        "'{0}' asks for a direction of '{1}', which is along the beam or null: its pseudorapidity is infinite or none, and it has no azimuth; use 'Pz', 'E', or an angle to another vector");

    /// <summary>Format: 0 operation, 1 what it has twice, and what to write.</summary>
    public static readonly Rule BesideItself = new("PHY0109", "Object beside itself",
        "'{0}' {1}", IsError: false);

    /// <summary>Format: 0 expression, 1 what disagrees and what to write.</summary>
    public static readonly Rule DimensionMismatch = new("PHY0201", "Units or dimensions disagree",
        "'{0}' {1}");

    /// <summary>Format: 0 process, 1 what changes, 2 what to write.</summary>
    public static readonly Rule NotConserved = new(ReactionViolation.NotConservedId, "Reaction that cannot happen",
        ReactionViolation.NotConservedFormat);

    /// <summary>Format: 0 what comes in, 1 its mass or energy, 2 what is needed, 3 what to write.</summary>
    public static readonly Rule BelowThreshold = new(ReactionViolation.BelowThresholdId, "Reaction below its threshold",
        ReactionViolation.BelowThresholdFormat);

    /// <summary>Format: 0 name, 1 what to write.</summary>
    public static readonly Rule UnknownParticle = new(ReactionError.UnknownNameId, "Particle that is not in the table",
        "'{0}' is not in the particle table; {1}");

    /// <summary>Format: 0 process, 1 what is wrong with it and what to write.</summary>
    public static readonly Rule MalformedProcess = new(ReactionError.MalformedId, "Text that is not a reaction",
        "'{0}' {1}");

    /// <summary>Format: 0 process or momentum, 1 what does not match, and what to write.</summary>
    public static readonly Rule MismatchedDaughters = new("PHY0305", "Momenta that do not match the reaction",
        "'{0}' {1}");

    /// <summary>Format: 0 amplitude, 1 its dimension, 2 what the reaction asks for.</summary>
    public static readonly Rule AmplitudeDimension = new("PHY0306", "Squared amplitude of the wrong dimension",
        "'{0}' {1}, but a squared amplitude has GeV^(2(4 − legs)): {2}");

    /// <summary>Format: 0 amplitude, 1 what it depends on, 2 what to write.</summary>
    public static readonly Rule AmplitudeNotInvariant = new("PHY0307", "Squared amplitude that is not Lorentz invariant",
        "'{0}' is no Lorentz invariant: it {1}; {2}");

    /// <summary>Format: 0 amplitude, 1 and 2 the momenta, 3 the particle, 4 the other order.</summary>
    public static readonly Rule AsymmetricAmplitude = new("PHY0308", "Squared amplitude not symmetric in identical particles",
        "'{0}' changes when '{1}' and '{2}' are exchanged, but both are '{3}': nobody can tell them apart; add the terms with {4}");

    /// <summary>Format: 0 amplitude, 1 where, 2 what to write.</summary>
    public static readonly Rule DivergentProcess = new("PHY0309", "Process whose rate diverges",
        "the integral of '{0}' over phase space diverges {1}; {2}");

    /// <summary>Format: 0 selection.</summary>
    public static readonly Rule EmptySelection = new("PHY0401", "Selection that no event passes",
        "no event passes '{0}': its conditions contradict each other, the selections before it or the energy that there is; change a threshold or a direction");

    /// <summary>Format: 0 condition.</summary>
    public static readonly Rule TrivialSelection = new("PHY0402", "Selection that every event passes",
        "every event passes '{0}', so it selects nothing; change the threshold or its unit, or remove it", IsError: false);

    /// <summary>Format: 0 reader or nuisance, 1 what is not propagated, and the way out.</summary>
    public static readonly Rule NotPropagated = new("PHY0501", "Variation not propagated",
        "'{0}' {1}");

    /// <summary>Format: 0 nuisance, 1 what is wrong.</summary>
    public static readonly Rule ContradictoryPrior = new("PHY0502", "Prior and range do not fit",
        "the prior of '{0}' {1}");

    /// <summary>Format: 0 nuisance, 1 its parameter, 2 what follows, and what to do.</summary>
    public static readonly Rule UnusedNuisance = new("PHY0503", "Nuisance that changes nothing",
        "'{0}' does not use its parameter '{1}', so {2}");

    /// <summary>Format: 0 property, 1 what is wrong.</summary>
    public static readonly Rule UngroundedExemption = new("PHY0504", "Exemption without ground",
        "the [Unaffected] of '{0}' {1}");

    /// <summary>Format: 0 nuisance, 1 collection or objects, 2 reader, 3 what to write.</summary>
    public static readonly Rule OrderNotRestored = new("PHY0505", "Order of objects not restored",
        "'{0}' moves '{1}' one by one, so that they may change places in pT, but '{2}' tells them apart by their places; {3}", IsError: false);

    /// <summary>Format: 0 nuisance, 1 what is counted twice, and what to write.</summary>
    public static readonly Rule ScaledTwice = new("PHY0506", "Nuisance counted twice",
        "'{0}' {1}", IsError: false);

    /// <summary>Format: 0 what was written, 1 what is wrong, 2 what to write.</summary>
    public static readonly Rule UnstableFormula = new("PHY0601", "Formula that cancels or leaves its domain",
        "'{0}' {1}; {2}", IsError: false);

    /// <summary>Format: 0 feature, 1 symmetry, 2 what has it not, 3 the way out.</summary>
    public static readonly Rule FalseSymmetry = new("PHY0602", "Invariance claimed but not true",
        "'{0}' is declared invariant under {1}, but '{2}' is not; {3}");

    /// <summary>Format: 0 expression, 1 guard, 2 why another does not do, or nothing.</summary>
    public static readonly Rule MayBeAbsent = new("PHY0603", "Object that may be absent",
        "'{0}' may be absent here; ask first, for example '{1} ? … : null'{2}");

    /// <summary>Format: 0 feature.</summary>
    public static readonly Rule AbsentWithoutValue = new("PHY0604", "Feature may be absent but has no value for it",
        "'{0}' may be absent, but nothing says what is written then; write [Feature(Absent = -25)] or another value that cannot occur");

    /// <summary>Format: 0 what was written, 1 what it does with which sentinel.</summary>
    public static readonly Rule SentinelInArithmetic = new("PHY0605", "Number for what is absent, in arithmetic",
        "'{0}' {1}, which stands for what is absent; make the value nullable, 'T?' with null, or ask first", IsError: false);

    /// <summary>Format: 0 declaration, 1 what it grows to, 2 what a kernel may have.</summary>
    public static readonly Rule BudgetExceeded = new("PHY0701", "Declaration too large",
        "'{0}' grows to {1}, more than the {2} that a kernel may have; split it, or share what its bodies repeat");

    /// <summary>Format: 0 declaration, 1 exception.</summary>
    public static readonly Rule InternalError = new(InternalErrorId, "Internal error of the compiler",
        "the compiler failed on '{0}': {1}; please report it with the declaration");

    /// <summary>All of them, by id.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        UnsupportedConstruct, UnknownOperation, NotPartial, UnsupportedMemberType, WrongColumnCount, DuplicateColumn, MissingColumn, WrongSignature,
        RecursiveBody, GenericDeclaration, EnumerationWithGaps, PropertiesOfNoEvent, PropertiesOfAnotherVersion, InheritedEvent,
        FrameMismatch, WrongBoost, WrongSlot, UnwrappedAzimuths, PseudorapidityOfMassive, CountedTwice, NoRestFrame, AlongBeam, BesideItself, DimensionMismatch,
        NotConserved, BelowThreshold, UnknownParticle, MalformedProcess, MismatchedDaughters, AmplitudeDimension, AmplitudeNotInvariant, AsymmetricAmplitude,
        DivergentProcess,
        EmptySelection, TrivialSelection,
        NotPropagated, ContradictoryPrior, UnusedNuisance, UngroundedExemption, OrderNotRestored, ScaledTwice,
        UnstableFormula, FalseSymmetry, MayBeAbsent, AbsentWithoutValue, SentinelInArithmetic, BudgetExceeded,
        InternalError,
    ];

    /// <summary>The rule of an id.</summary>
    public static Rule ById(string id) => All.First(rule => rule.Id == id);
}
