// SPDX-License-Identifier: Apache-2.0
// The same enterprise twice: over one file or many.
#pragma once

#include <string>
#include <unordered_map>

#include "tidu/answers/answer_sheet.h"

namespace tidu {

/// Remembers the key (id, period) of every sheet it is shown. Not for several threads at once.
class SheetKeys {
  public:
    /// A key seen before becomes an error of this, the later sheet, and names both places. Sheets without an
    /// id have no key.
    void check(AnswerSheet& sheet);

  private:
    std::unordered_map<std::string, Place> first_places_;
};

}  // namespace tidu
