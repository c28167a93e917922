// SPDX-License-Identifier: Apache-2.0
// What is known of an enterprise beside its answers: the attributes that tables and forms have a name for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/text/language.h"

namespace tidu {

struct EnterpriseAttribute {
    std::string id;       ///< key in `enterprise:`
    BilingualText title;  ///< as forms show it
};

/// The attributes that forms ask for, in their order: id, name, city, industry, size, cluster, chain, status.
const std::vector<EnterpriseAttribute>& enterprise_attributes();

/// The attribute that a heading of a table means: `enterprise.X` (any X), an id above, or a usual name of it
/// in either language (`统一社会信用代码`, `company name`). nullopt: none.
std::optional<std::string> find_attribute(std::string_view heading);

/// `period` and `system`, which stand beside the attributes in tables, by id or usual name.
bool is_period_heading(std::string_view heading);
bool is_system_heading(std::string_view heading);

}  // namespace tidu
