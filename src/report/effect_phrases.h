// SPDX-License-Identifier: Apache-2.0
// Words for what a change of the system does to enterprises.
#pragma once

#include "tidu/text/message.h"

namespace tidu::phrases {

constexpr Phrase effect_heading{"对企业的影响", "What it does to enterprises"};
constexpr Phrase figure_compared{"两版都能计分", "Scored by both"};
constexpr Phrase figure_rising{"升级", "Rise"};
constexpr Phrase figure_falling{"降级", "Fall"};
constexpr Phrase figure_total_change{"总分平均变化", "Mean change of the total"};
constexpr Phrase change_range{"{} 至 {}", "{} to {}"};
constexpr Phrase refused_remark{"另有 {} 份无效", "{} more invalid"};
constexpr Phrase nobody_moves{"没有企业的等级因此改变。", "Nobody changes level because of it."};
constexpr Phrase passages_heading{"等级去向", "From level to level"};
constexpr Phrase movers_heading{"等级改变的企业", "Who changes level"};
constexpr Phrase refused_heading{"不能比较的答卷", "What cannot be compared"};
constexpr Phrase column_enterprise{"企业", "Enterprise"};
constexpr Phrase column_ladder{"梯度", "Ladder"};
constexpr Phrase column_level_before{"旧版等级", "Old level"};
constexpr Phrase column_level_after{"新版等级", "New level"};
constexpr Phrase column_direction{"方向", "Direction"};
constexpr Phrase column_because{"因为这些要求", "Because of"};
constexpr Phrase column_total_before{"旧版总分", "Old total"};
constexpr Phrase column_total_after{"新版总分", "New total"};
constexpr Phrase column_total_change{"变化", "Change"};
constexpr Phrase column_enterprises{"企业数", "Enterprises"};
constexpr Phrase column_refused_by{"无效于", "Invalid by"};
constexpr Phrase column_problem{"问题", "Problem"};
constexpr Phrase direction_up{"升", "up"};
constexpr Phrase direction_down{"降", "down"};
constexpr Phrase direction_incomparable{"不可比", "not comparable"};
constexpr Phrase old_version{"旧版", "the old one"};
constexpr Phrase new_version{"新版", "the new one"};
constexpr Phrase reason_with_need{"{}（{}）", "{} ({})"};
constexpr Phrase more_refused{"其余 {} 份", "{} more"};

}  // namespace tidu::phrases
