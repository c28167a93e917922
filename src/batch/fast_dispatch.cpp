// SPDX-License-Identifier: Apache-2.0
// Chooses the compilation of the fast kernel that this processor runs best.
#include <iterator>
#include <string_view>

#include "fast_tables.h"

namespace tidu {

extern const FastKernel fast_kernel_baseline;
#if defined(__x86_64__)
extern const FastKernel fast_kernel_avx2;
extern const FastKernel fast_kernel_avx512;
#endif

namespace {

bool runs_here(const FastKernel& kernel) {
#if defined(__x86_64__)
    if (&kernel == &fast_kernel_avx512)
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
               __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2");
    if (&kernel == &fast_kernel_avx2)
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
               __builtin_cpu_supports("bmi2");
#endif
    return &kernel == &fast_kernel_baseline;
}

}  // namespace

const FastKernel* choose_fast_kernel(const char* wanted) {
    static constexpr const FastKernel* best_first[] = {
#if defined(__x86_64__)
        &fast_kernel_avx512,
        &fast_kernel_avx2,
#endif
        &fast_kernel_baseline
    };
    for (const FastKernel* kernel : best_first)
        if (runs_here(*kernel) && (!wanted || std::string_view(wanted) == kernel->name)) return kernel;
    return nullptr;
}

}  // namespace tidu
