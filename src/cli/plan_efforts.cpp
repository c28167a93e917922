// SPDX-License-Identifier: Apache-2.0
#include "cli/plan_efforts.h"

#include <memory>

#include "tidu/codec/byte_source.h"
#include "tidu/codec/csv.h"
#include "tidu/codec/file.h"
#include "tidu/codec/tree.h"
#include "tidu/text/number.h"
#include "tidu/text/suggest.h"

namespace tidu::cli {
namespace {

constexpr std::string_view effort_rule = "effort-file";

constexpr Phrase unknown_item{"体系中没有题目 `{}`", "the system has no question `{}`"};
constexpr Phrase unknown_option{"题目 {} 没有选项 `{}`", "question {} has no option `{}`"};
constexpr Phrase not_an_effort{"工作量 `{}` 应为不小于 0 的数", "effort `{}` is not a number of 0 or more"};
constexpr Phrase not_a_map{"工作量文件应为“题目: 工作量”的列表",
                           "a file of efforts is a map of questions to efforts"};
constexpr Phrase did_you_mean{"是不是想写 `{}`？", "did you mean `{}`?"};

class EffortReader {
  public:
    EffortReader(const Outline& outline, SourcePtr source, Diagnostics& diagnostics)
        : outline_(outline), source_(std::move(source)), diagnostics_(diagnostics) {}

    std::vector<EffortOverride> read_yaml() {
        const auto documents = parse_yaml(source_, {}, diagnostics_);
        for (std::size_t document = 0; documents && document < documents->size(); ++document) {
            const TreeView map = (*documents)[document].view();
            if (!map.is_mapping()) report(say(not_a_map), {}, Place::of_text(source_, map.span()));
            for (std::size_t entry = 0; map.is_mapping() && entry < map.size(); ++entry)
                read_entry(std::string(map.key(entry).text()), map.key(entry), map[entry]);
        }
        return std::move(efforts_);
    }

    std::vector<EffortOverride> read_csv() {
        MemorySource bytes(source_->text);
        CsvReader reader(bytes, source_);
        CsvRow row;
        while (reader.next(row)) {
            if (row.cells.size() < 2) continue;
            const bool is_heading = row.number == 1 && !parse_number(row.cells[1]);
            if (!is_heading)
                add(std::string(row.cells[0]), row.cells[1], Place::of_cell(source_, {}, row.number, 1));
        }
        return std::move(efforts_);
    }

  private:
    void read_entry(const std::string& key, const TreeView& key_view, const TreeView& value) {
        if (!value.is_mapping()) return add(key, value.text(), Place::of_text(source_, key_view.span()));
        for (std::size_t option = 0; option < value.size(); ++option)
            add(key + "." + std::string(value.key(option).text()), value[option].text(),
                Place::of_text(source_, value.key(option).span()));
    }

    void add(const std::string& key, std::string_view effort_text, const Place& place) {
        const std::size_t dot = key.find('.');
        const std::string id = key.substr(0, dot);
        const auto item = outline_.find_item(id);
        if (!item) return report(say(unknown_item, id), nearest(id), place);
        EffortOverride entry{*item, std::nullopt, 0};
        if (dot != std::string::npos) {
            entry.option = option_of(*outline_[*item].item, key.substr(dot + 1));
            if (!entry.option) return report(say(unknown_option, id, key.substr(dot + 1)), {}, place);
        }
        const auto effort = parse_number(effort_text);
        if (!effort || *effort < 0) return report(say(not_an_effort, effort_text), {}, place);
        entry.effort = *effort;
        efforts_.push_back(entry);
    }

    static std::optional<std::uint32_t> option_of(const Item& item, std::string_view id) {
        if (item.type != AnswerType::yesno) return find_option(item, id);
        if (id == "yes") return 1;
        return id == "no" ? std::optional<std::uint32_t>(0) : std::nullopt;
    }

    Message nearest(const std::string& id) const {
        std::vector<std::string> ids;
        for (const Outline::ItemEntry& entry : outline_.items())
            ids.push_back(entry.item->id.text);
        const std::optional<std::string> match = nearest_match(id, ids);
        return match ? say(did_you_mean, *match) : Message();
    }

    void report(Message message, Message help, const Place& place) {
        diagnostics_.add({Severity::error, effort_rule, std::move(message), place, std::move(help), {}, {}});
    }

    const Outline& outline_;
    SourcePtr source_;
    Diagnostics& diagnostics_;
    std::vector<EffortOverride> efforts_;
};

}  // namespace

std::vector<EffortOverride> read_efforts(const std::string& path, const Outline& outline,
                                         Diagnostics& diagnostics) {
    const auto source = std::make_shared<const Source>(Source{display_name_of_input(path), read_file(path)});
    EffortReader reader(outline, source, diagnostics);
    return path.ends_with(".csv") ? reader.read_csv() : reader.read_yaml();
}

}  // namespace tidu::cli
