// SPDX-License-Identifier: Apache-2.0
#include "tidu/result/record.h"

namespace tidu {
namespace {

template <typename Entry>
const Entry* find_by_id(const std::vector<Entry>& entries, std::string_view id) {
    for (const Entry& entry : entries)
        if (entry.id == id) return &entry;
    return nullptr;
}

}  // namespace

AssessmentRecord AssessmentRecord::without_results() const {
    AssessmentRecord bare;
    bare.tidu_version = tidu_version;
    bare.system_id = system_id;
    bare.system_version = system_version;
    bare.system_sha256 = system_sha256;
    bare.period = period;
    bare.enterprise = enterprise;
    bare.options = options;
    bare.status = RecordStatus::invalid;
    return bare;
}

const std::string& AssessmentRecord::attribute(std::string_view key) const {
    static const std::string none;
    for (const auto& [name, value] : enterprise)
        if (name == key) return value;
    return none;
}

const NodeRecord* AssessmentRecord::node(std::string_view id) const {
    return find_by_id(nodes, id);
}
const AnswerRecord* AssessmentRecord::answer(std::string_view id) const {
    return find_by_id(answers, id);
}
const LadderRecord* AssessmentRecord::ladder(std::string_view id) const {
    return find_by_id(ladders, id);
}

std::optional<double> AssessmentRecord::completeness() const {
    if (applicable_leaves == 0) return std::nullopt;
    return static_cast<double>(known_leaves) / applicable_leaves;
}

}  // namespace tidu
