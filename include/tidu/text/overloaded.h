// SPDX-License-Identifier: Apache-2.0
// One visitor out of several lambdas, for std::visit.
#pragma once

namespace tidu {

template <typename... Functions>
struct Overloaded : Functions... {
    using Functions::operator()...;
};
template <typename... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

}  // namespace tidu
