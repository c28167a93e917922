// SPDX-License-Identifier: Apache-2.0
#include "tidu/text/version.h"

namespace tidu {

std::string_view version() {
    return TIDU_VERSION;
}

}  // namespace tidu
