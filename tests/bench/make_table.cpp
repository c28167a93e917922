// SPDX-License-Identifier: Apache-2.0
// Makes a wide CSV of made-up answers for any indicator system: make_table SYSTEM.yaml ROWS > table.csv
// Codes, names partly quoted, city, industry and size, then a column an item; about 5 % empty and, where
// allowed, 5 % NA.
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

std::string answer_cell(Random& random, const Item& item) {
    if (random.chance(0.05)) return {};
    if (item.not_applicable.mode != NotApplicableMode::forbidden && random.chance(0.05)) return "NA";
    switch (item.type) {
        case AnswerType::yesno:
            return random.chance(0.6) ? "Y" : "N";
        case AnswerType::choice:
            return item.options[random.below(item.options.size())].id.text;
        case AnswerType::multi:
            return multi(random, item);
        case AnswerType::number:
            break;
    }
    const int high = item.range ? static_cast<int>(item.range->high) : 1000;
    return random.decimal(0, high, 1 + static_cast<int>(random.below(2)));
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
    std::string line = "id,name,city,industry,size";
    for (const Outline::ItemEntry& entry : outline.items())
        line += "," + entry.item->id.text;
    std::puts(line.c_str());
    const long rows = std::atol(words[2]);
    for (long row = 0; row < rows; ++row) {
        line = "E" + std::to_string(100000000 + row);
        line += random.chance(0.008) ? ",\"江苏" + std::to_string(row) + "机械, \"\"特种\"\"\""
                                     : ",江苏" + std::to_string(row) + "机械";
        line +=
            ",3205" + std::to_string(10 + random.below(80)) + ",C" + std::to_string(13 + random.below(31));
        line += random.chance(0.8) ? ",small" : ",medium";
        for (const Outline::ItemEntry& entry : outline.items())
            line += "," + answer_cell(random, *entry.item);
        std::puts(line.c_str());
    }
    return 0;
}
