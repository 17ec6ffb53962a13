// Stands in for CUDA where there is none, so that generated kernels compile as C++ and run on the CPU, thread after thread.
#pragma once

#include <math.h>

#include <type_traits>
#include <utility>

#define __global__
#define __device__
#define __forceinline__ inline

struct dim3 { unsigned x = 1, y = 1, z = 1; };

static thread_local dim3 gridDim, blockDim, blockIdx, threadIdx;

namespace on_cpu {

template <class... Parameters, std::size_t... Index>
void call(void (*kernel)(Parameters...), void** arguments, std::index_sequence<Index...>) {
  kernel(*static_cast<std::remove_cv_t<Parameters>*>(arguments[Index])...);
}

// What cuLaunchKernel does with one-dimensional blocks: arguments by their addresses. Blocks run from the last to the first, since no kernel may
// depend on their order.
template <class... Parameters>
void launch(void (*kernel)(Parameters...), void** arguments, unsigned blocks, unsigned threads) {
  gridDim.x = blocks;
  blockDim.x = threads;
  for (blockIdx.x = blocks; blockIdx.x-- > 0;) {
    for (threadIdx.x = 0; threadIdx.x < threads; threadIdx.x++) call(kernel, arguments, std::index_sequence_for<Parameters...>());
  }
}

}  // namespace on_cpu
