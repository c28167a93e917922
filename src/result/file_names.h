// SPDX-License-Identifier: Apache-2.0
// How states are called in result files: one table each, used by the writer and by the reader.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "tidu/result/record.h"

namespace tidu {

template <typename Value, std::size_t size>
using NameTable = std::array<std::pair<Value, std::string_view>, size>;

inline constexpr NameTable<RecordStatus, 2> status_names{
    {{RecordStatus::ok, "ok"}, {RecordStatus::invalid, "invalid"}}};
inline constexpr NameTable<AnswerType, 4> type_names{{{AnswerType::number, "number"},
                                                      {AnswerType::choice, "choice"},
                                                      {AnswerType::multi, "multi"},
                                                      {AnswerType::yesno, "yesno"}}};
inline constexpr NameTable<AnswerState, 3> answer_state_names{
    {{AnswerState::known, "known"},
     {AnswerState::missing, "missing"},
     {AnswerState::not_applicable, "not_applicable"}}};
inline constexpr NameTable<NodeState, 4> node_state_names{{{NodeState::known, "known"},
                                                           {NodeState::partial, "partial"},
                                                           {NodeState::missing, "missing"},
                                                           {NodeState::not_applicable, "not_applicable"}}};
inline constexpr NameTable<LadderState, 4> ladder_state_names{
    {{LadderState::decided, "decided"},
     {LadderState::open, "open"},
     {LadderState::unknown, "unknown"},
     {LadderState::not_applicable, "not_applicable"}}};
inline constexpr NameTable<Verdict, 4> verdict_names{{{Verdict::met, "met"},
                                                      {Verdict::unmet, "unmet"},
                                                      {Verdict::unknown, "unknown"},
                                                      {Verdict::not_applicable, "not_applicable"}}};
inline constexpr NameTable<Truth, 4> truth_names{{{Truth::yes, "yes"},
                                                  {Truth::no, "no"},
                                                  {Truth::unknown, "unknown"},
                                                  {Truth::not_applicable, "not_applicable"}}};
inline constexpr NameTable<Severity, 3> severity_names{
    {{Severity::error, "error"}, {Severity::warning, "warning"}, {Severity::note, "note"}}};

template <typename Value, std::size_t size>
std::string_view name_in(const NameTable<Value, size>& table, Value value) {
    for (const auto& [entry, name] : table)
        if (entry == value) return name;
    return {};
}

template <typename Value, std::size_t size>
std::optional<Value> value_in(const NameTable<Value, size>& table, std::string_view wanted) {
    for (const auto& [value, name] : table)
        if (name == wanted) return value;
    return std::nullopt;
}

}  // namespace tidu
