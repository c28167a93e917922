// SPDX-License-Identifier: Apache-2.0
// Makes a wide CSV of made-up answers for any indicator system: make_table SYSTEM.yaml ROWS > table.csv
// Codes, names partly quoted, city, industry and status, then the items; about 5 % empty and, where allowed,
// 5 % NA. Every question is answered directly and what it could be derived from is left out, so that answers
// do not contradict each other.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "property/random_system.h"
#include "tidu/codec/file.h"
#include "tidu/system/load.h"

using namespace tidu;
using tidu::test::Random;

namespace {

std::string multi(Random& random, const Item& item) {
    std::string cell;
    for (const Option& option : item.options)
        if (!option.exclusive && !option.not_applicable && random.chance(0.35))
            cell += (cell.empty() ? "" : "|") + option.id.text;
    return cell;
}

std::string number(Random& random, const Item& item) {
    const Range range = item.range.value_or(Range{0, 1000});
    const int low = static_cast<int>(std::ceil(range.low));
    const int high = static_cast<int>(std::min(range.high, 1e8));
    // Where tenths do not fit, whole numbers do.
    const int digits = high - low > 1 ? 1 + static_cast<int>(random.below(2)) : 0;
    return random.decimal(low, high, digits);
}

std::string answer_cell(Random& random, const Outline::ItemEntry& entry) {
    const Item& item = *entry.item;
    if (!(entry.input && entry.input->required) && random.chance(0.05)) return {};
    if (item.not_applicable.mode != NotApplicableMode::forbidden && random.chance(0.05)) return "NA";
    switch (item.type) {
        case AnswerType::yesno:
            return random.chance(0.6) ? "Y" : "N";
        case AnswerType::choice:
            return item.options[random.below(item.options.size())].id.text;
        case AnswerType::multi:
            return multi(random, item);
        case AnswerType::number:
            return number(random, item);
    }
    return {};
}

/// Questions, and inputs that are neither derived nor mere parts of rates.
std::vector<const Outline::ItemEntry*> asked_items(const Outline& outline) {
    std::vector<const Outline::ItemEntry*> asked;
    for (const Outline::ItemEntry& entry : outline.items()) {
        const bool is_part = entry.input && entry.item->type == AnswerType::number && !entry.input->required;
        if (!is_part && !(entry.input && entry.item->derive)) asked.push_back(&entry);
    }
    return asked;
}

}  // namespace

int main(int count, char** words) {
    if (count != 3) return 2;
    Diagnostics diagnostics;
    const auto source = std::make_shared<const Source>(Source{words[1], read_file(words[1])});
    const auto system = load_system(source, diagnostics);
    if (!system) return 1;
    const Outline outline(system);
    Random random(20271231);
    std::string line = "id,name,city,industry,status";
    const auto asked = asked_items(outline);
    for (const Outline::ItemEntry* entry : asked)
        line += "," + entry->item->id.text;
    std::puts(line.c_str());
    const long rows = std::atol(words[2]);
    for (long row = 0; row < rows; ++row) {
        line = "E" + std::to_string(100000000 + row);
        line += random.chance(0.008) ? ",\"江苏" + std::to_string(row) + "机械, \"\"特种\"\"\""
                                     : ",江苏" + std::to_string(row) + "机械";
        line +=
            ",3205" + std::to_string(10 + random.below(80)) + ",C" + std::to_string(13 + random.below(31));
        line += random.chance(0.8) ? ",little_giant" : ",specialised";
        for (const Outline::ItemEntry* entry : asked)
            line += "," + answer_cell(random, *entry);
        std::puts(line.c_str());
    }
    return 0;
}
