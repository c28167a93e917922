// SPDX-License-Identifier: Apache-2.0
// Makes a wide CSV of made-up answers for any indicator system: make_table SYSTEM.yaml ROWS [careful] >
// table.csv Codes, names partly quoted, city, industry and status, then the items; about 5 % empty and, where
// allowed, 5 % NA. Every question is answered directly and what it could be derived from is left out, so that
// answers do not contradict each other. `careful`: as enterprises write that mind what they are asked
// (property/careful_enterprise.h).
#include <cstdio>
#include <cstdlib>
#include <string>

#include "property/careful_enterprise.h"
#include "tidu/codec/file.h"
#include "tidu/system/load.h"

using namespace tidu;
using namespace tidu::test;

namespace {

/// Questions, and inputs that are neither derived nor mere parts of rates.
std::vector<const Outline::ItemEntry*> asked_directly(const Outline& outline) {
    std::vector<const Outline::ItemEntry*> asked;
    for (const Outline::ItemEntry& entry : outline.items())
        if (!is_part(entry) && !(entry.input && entry.item->derive)) asked.push_back(&entry);
    return asked;
}

}  // namespace

int main(int count, char** words) {
    const bool careful = count == 4 && std::string(words[3]) == "careful";
    if (count != 3 && !careful) return 2;
    Diagnostics diagnostics;
    const auto source = std::make_shared<const Source>(Source{words[1], read_file(words[1])});
    const auto system = load_system(source, diagnostics);
    if (!system) return 1;
    const auto outline = std::make_shared<const Outline>(system);
    Random random(20271231);
    CarefulEnterprise enterprise(random, compile(outline));
    const auto asked = careful ? enterprise.asked() : asked_directly(*outline);
    std::string line = "id,name,city,industry,status";
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
        if (careful)
            for (const std::string& cell : enterprise.draw())
                line += "," + cell;
        else
            for (const Outline::ItemEntry* entry : asked)
                line += "," + made_up_cell(random, *entry, ChoiceStyle::ids);
        std::puts(line.c_str());
    }
    return 0;
}
