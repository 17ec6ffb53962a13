using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Symmetry.Derivation;
using Xunit;

namespace Mandelstam.Generators.Tests.Symmetry;

/// <summary>The exact arithmetic that derivations rest on: identities are seen, and what is none is not taken for one.</summary>
public sealed class FieldTests
{
    private readonly Field _field = new(new());
    private readonly Functions _functions;

    public FieldTests() => _functions = new(_field);

    [Fact]
    public void Roots_are_taken_of_squares_and_kept_of_others()
    {
        Quotient x = Positive(), y = Positive();
        Quotient square = _field.Product(_field.Sum(x, y), _field.Sum(x, y));
        Assert.True(_field.AreSame(_field.Sum(x, y), _field.Root(square)));
        Quotient root = _field.Root(_field.Sum(_field.Product(x, x), _field.Product(y, y)));
        Assert.True(_field.IsZero(_field.Difference(_field.Product(root, root), _field.Sum(_field.Product(x, x), _field.Product(y, y)))));
        Assert.False(_field.AreSame(root, _field.Sum(x, y)));
    }

    /// <summary>|x − z| and |y − z| are equal by chance only; the smaller of x and y and that of x and z are where x is the smallest.</summary>
    [Fact]
    public void Numbers_that_have_signs_in_them_may_be_equal_where_a_choice_of_the_signs_makes_them_so()
    {
        Quotient x = Positive(), y = Positive(), z = Positive();
        Assert.False(_field.MayBeEqual(_field.Magnitude(_field.Difference(x, z)), _field.Magnitude(_field.Difference(y, z))));
        Assert.True(_field.MayBeEqual(Smaller(x, y), Smaller(x, z)));
        Assert.True(_field.MayBeEqual(_field.Root(Smaller(x, y)), _field.Root(Smaller(x, z))));
        Assert.True(_field.MayBeEqual(_functions.Round(x, 0), _functions.Round(y, 0)));

        Quotient Smaller(Quotient a, Quotient b) => _field.Difference(_field.Sum(a, b), _field.Magnitude(_field.Difference(a, b)));
    }

    /// <summary>√z² is |z| and not z: the mistake that a derivative along the motion would make, since both have the same one on either side of zero.</summary>
    [Fact]
    public void A_root_of_a_square_of_either_sign_is_its_magnitude()
    {
        Quotient z = Real();
        Quotient root = _field.Root(_field.Product(z, z));
        Assert.False(_field.AreSame(root, z));
        Assert.False(_field.AreSame(root, -z));
        Assert.True(_field.AreSame(root, _field.Magnitude(-z)));
        Assert.True(_field.AreSame(_field.Product(z, z), _field.Product(root, root)));
    }

    [Fact]
    public void Momentum_minus_its_z_component_is_the_inverse_of_their_sum()
    {
        Quotient pt = Positive(), pz = Real(), p = _field.Root(_field.Sum(_field.Product(pt, pt), _field.Product(pz, pz)));
        Quotient inverse = _field.Inverse(_field.Sum(p, pz));
        Assert.Empty(inverse.Under);
        Assert.True(_field.AreSame(_field.Difference(p, pz), _field.Product(inverse, _field.Product(pt, pt))));

        // η = arsinh(pz / pT) = ln((p + pz) / pT), and cosh η = p / pT.
        Quotient eta = _functions.Unary(Op.Asinh, _field.Ratio(pz, pt));
        Assert.True(_field.AreSame(eta, _functions.Log(_field.Ratio(_field.Sum(p, pz), pt))));
        Assert.True(_field.AreSame(p, _field.Product(pt, _functions.Unary(Op.Cosh, eta))));
        Assert.True(_field.AreSame(-eta, _functions.Unary(Op.Asinh, _field.Ratio(-pz, pt))));
    }

    [Fact]
    public void Trigonometric_identities_hold()
    {
        Quotient a = Real(), b = Real();
        Quotient sum = _functions.Unary(Op.Cos, _field.Sum(a, b));
        Quotient expanded = _field.Difference(
            _field.Product(_functions.Unary(Op.Cos, a), _functions.Unary(Op.Cos, b)), _field.Product(_functions.Unary(Op.Sin, a), _functions.Unary(Op.Sin, b)));
        Assert.True(_field.AreSame(sum, expanded));
        Assert.False(_field.AreSame(sum, _functions.Unary(Op.Cos, _field.Difference(a, b))));
    }

    /// <summary>An azimuth that is wrapped is known by its phase; half of it only up to a sign.</summary>
    [Fact]
    public void Half_an_angle_is_not_periodic()
    {
        Quotient phase = Quotient.Of(_field.Unit()), turned = _field.Product(phase, Quotient.Of(_field.Unit()));
        Quotient a = _functions.Angle(phase, _field.Inverse(phase)), b = _functions.Angle(turned, _field.Inverse(turned));
        Quotient difference = _field.Difference(b, a), half = _field.Product(Quotient.Of(Coefficient.Half), difference);
        Assert.False(_field.AreSame(_functions.Wrap(difference), difference));
        Quotient sine = _functions.Unary(Op.Sin, half);
        Assert.True(_field.AreSame(
            _field.Product(Quotient.Of(2), _field.Product(sine, sine)), _field.Difference(Quotient.One, _functions.Unary(Op.Cos, _functions.Wrap(difference)))));
    }

    [Fact]
    public void Equality_of_counts_is_a_question_and_that_of_momenta_none()
    {
        Quotient count = Quotient.Of(_field.Free(mayCoincide: true)), pt = Positive();
        Assert.Null(_functions.AreEqual(count, Quotient.Of(2)).Number);
        Assert.Equal(Coefficient.Zero, _functions.AreEqual(pt, Quotient.Of(2)).Number);
        Assert.True(_field.AreSame(Quotient.One, _field.Sum(_functions.Less(pt, Quotient.Of(2)), _functions.Less(Quotient.Of(2), pt))));
        Assert.False(_field.AreSame(Quotient.One, _field.Sum(_functions.Less(count, Quotient.Of(2)), _functions.Less(Quotient.Of(2), count))));
    }

    private Quotient Positive() => Quotient.Of(_field.Free(isPositive: true));

    private Quotient Real() => Quotient.Of(_field.Free());
}
