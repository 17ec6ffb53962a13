using TorchSharp.Interop;

namespace TorchSharp;

#pragma warning disable CS1591 // What each function computes is documented at https://pytorch.org/docs/stable/linalg.html under its name.

public static partial class torch
{
    /// <summary>Linear algebra.</summary>
    public static class linalg
    {
        public static Tensor cholesky(Tensor input) => Aten.linalg_cholesky.Call(input);
        public static Tensor det(Tensor input) => Aten.linalg_det.Call(input);
        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') => Aten.linalg_eigh.CallPair(input, UPLO.ToString());
        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') => Aten.linalg_eigvalsh.Call(input, UPLO.ToString());
        public static Tensor inv(Tensor input) => Aten.linalg_inv.Call(input);
        public static Tensor matrix_exp(Tensor input) => Aten.linalg_matrix_exp.Call(input);
        public static Tensor norm(Tensor input, double ord, long[]? dims = null, bool keepdim = false) => Aten.linalg_norm.Call(input, ord, dims, keepdim);
        public static Tensor norm(Tensor input, int ord, long[]? dims = null, bool keepdim = false) => Aten.linalg_norm.Call(input, ord, dims, keepdim);
        public static Tensor norm(Tensor input, long[]? dims = null, bool keepdim = false) => Aten.linalg_norm.Call(input, Argument.None, dims, keepdim);
        public static (Tensor sign, Tensor logabsdet) slogdet(Tensor input) => Aten.linalg_slogdet.CallPair(input);
        public static Tensor solve(Tensor A, Tensor B, bool left = true)
            => left ? Aten.linalg_solve.Call(A, B) : Aten.linalg_solve.Call(A.mT, B.mT).mT;
        public static Tensor solve_triangular(Tensor A, Tensor B, bool upper, bool left = true, bool unitriangular = false)
            => Aten.linalg_solve_triangular.Call(A, B, upper, left, unitriangular);
        public static (Tensor, Tensor, Tensor) svd(Tensor input, bool fullMatrices = true) => Aten.linalg_svd.CallTriple(input, fullMatrices);
        public static Tensor svdvals(Tensor input) => Aten.linalg_svdvals.Call(input);
        public static Tensor vector_norm(Tensor input, double ord = 2, long[]? dims = null, bool keepdim = false)
            => Aten.linalg_vector_norm.Call(input, ord, dims, keepdim);
    }
}
