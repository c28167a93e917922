// SPDX-License-Identifier: Apache-2.0
// Indicator files in which one or a few things are replaced by something else: whatever an author writes
// where something different belongs, there are findings, or a system that scores; never the end of the
// program.
#include <cmath>
#include <functional>
#include <set>

#include "catch.h"
#include "random_case.h"
#include "tidu/codec/file.h"
#include "tidu/codec/json_write.h"
#include "tidu/codec/tree.h"
#include "tidu/result/assemble.h"
#include "tidu/system/bundled.h"
#include "tidu/system/lint.h"
#include "tidu/system/load.h"

using namespace tidu;
using namespace tidu::test;

namespace {

SourcePtr source_of(std::string text) {
    return std::make_shared<const Source>(Source{"f", std::move(text)});
}

/// Writes a document in flow style; nodes whose turn has come are written as something else.
class Mutation {
  public:
    Mutation(Random& random, const std::set<std::size_t>& targets, const std::vector<std::string>& texts)
        : random_(random), targets_(targets), texts_(texts) {}

    std::string write(const TreeView& view) {
        text_.clear();
        next_ = 0;
        put(view);
        return text_;
    }

  private:
    void put(const TreeView& view) {
        if (targets_.contains(next_++)) return put_other(view);
        put_as_it_is(view);
    }

    void put_as_it_is(const TreeView& view) {
        switch (view.kind()) {
            case TreeKind::null:
                text_ += "null";
                return;
            case TreeKind::scalar:
                return put_scalar(view);
            case TreeKind::sequence:
                text_ += '[';
                for (std::size_t element = 0; element < view.size(); ++element) {
                    put(view[element]);
                    text_ += ", ";
                }
                text_ += ']';
                return;
            case TreeKind::mapping:
                text_ += '{';
                for (std::size_t entry = 0; entry < view.size(); ++entry) {
                    put(view.key(entry));
                    text_ += ": ";
                    put(view[entry]);
                    text_ += ", ";
                }
                text_ += '}';
                return;
        }
    }

    void put_scalar(const TreeView& view) {
        const std::string_view text = view.text();
        const bool is_simple =
            !text.empty() &&
            text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.-") == std::string_view::npos;
        if (view.style() == ScalarStyle::plain && is_simple && text != "-")
            text_ += text;
        else
            append_json_string(text_, text);
    }

    void put_other(const TreeView& view) {
        static const std::vector<std::string> others = {
            "null",          "yes",      "no",   "0",        "1",      "-1",      "2.5",
            "1e15",          "1e16",     ".nan", "\"\"",     "\"7\"",  "[]",      "{}",
            "[1]",           "[x]",      "[[]]", "[[1, 2]]", "{a: 1}", "{zh: x}", "[1, 2, 3]",
            "[[0, 0], [1]]", "{x: [y]}", "total"};
        if (random_.chance(0.4)) {
            text_ += random_.pick(others);
        } else if (random_.chance(0.4)) {
            append_json_string(text_, random_.pick(texts_));  // a word of the file in another place
        } else {
            text_ += view.is_scalar() ? "[" : "";  // one level too deep or too flat
            if (view.is_scalar() || view.size() == 0 || !view.is_sequence())
                put_as_it_is(view);
            else
                put_as_it_is(view[random_.below(view.size())]);
            text_ += view.is_scalar() ? "]" : "";
        }
    }

    Random& random_;
    const std::set<std::size_t>& targets_;
    const std::vector<std::string>& texts_;
    std::string text_;
    std::size_t next_ = 0;
};

/// Nodes on all paths, and the texts among them.
std::size_t count_nodes(const TreeView& view, std::vector<std::string>& texts) {
    if (view.is_scalar()) texts.emplace_back(view.text());
    std::size_t count = 1;
    for (std::size_t entry = 0; !view.is_scalar() && entry < view.size(); ++entry) {
        if (view.is_mapping()) count += count_nodes(view.key(entry), texts);
        count += count_nodes(view[entry], texts);
    }
    return count;
}

/// All that the program may do with an indicator file: look at it, load it, score with it, tell about it.
void use_system(const std::string& text, Random& random) {
    INFO(text);
    Diagnostics linted, loaded;
    lint_source(source_of(text), linted);
    const auto system = load_system(source_of(text), loaded);
    CHECK((system == nullptr) == loaded.has_errors());
    CHECK(linted.count(Severity::error) >= loaded.count(Severity::error));
    for (const Diagnostic& finding : linted.items())
        CHECK_FALSE(render(finding, Language::zh, false).empty());
    if (!system) return;
    const auto program = compile(std::make_shared<const Outline>(system));
    const Binder binder(*program->outline);
    for (int sheet = 0; sheet < 3; ++sheet) {
        RawSheet raw;
        for (const Outline::ItemEntry& entry : program->outline->items()) {
            RawAnswer answer;
            answer.key = entry.item->id.text;
            answer.values.push_back({random_cell(random, *entry.item, true, 0.05), {}, false});
            if (sheet > 0) raw.answers.push_back(std::move(answer));
        }
        Evaluation evaluation;
        const AssessmentRecord record = assess(*program, binder.bind(raw), {}, evaluation);
        if (linted.has_errors()) continue;  // such a system need not score well
        for (const NodeValue& value : evaluation.nodes)
            CHECK((std::isfinite(value.score) && std::isfinite(value.low) && std::isfinite(value.high)));
        CHECK(record.nodes.size() <= evaluation.nodes.size());
    }
}

/// Calls `use` with mutated texts.
void try_mutations_of(const std::string& text, Random& random, std::size_t rounds,
                      const std::function<void(const std::string&)>& use) {
    Diagnostics unused;
    const auto documents = parse_yaml(source_of(text), {}, unused);
    if (!documents || documents->size() != 1) return;
    const TreeView document = documents->front().view();
    std::vector<std::string> texts{""};
    const std::size_t nodes = count_nodes(document, texts);
    for (std::size_t round = 0; round < rounds; ++round) {
        std::set<std::size_t> targets;
        while (targets.size() < 1 + round % 3)
            targets.insert(random.below(nodes));
        use(Mutation(random, targets, texts).write(document));
    }
}

std::vector<std::string> files_below(const std::string& folder) {
    std::vector<std::string> files = list_files(std::string(TIDU_SOURCE_DIR) + folder);
    std::erase_if(files, [](const std::string& file) { return !file.ends_with(".yaml"); });
    return files;
}

}  // namespace

TEST_CASE("The files of the lint rules survive any replacement of their parts") {
    std::uint64_t seed = 7000;
    for (const std::string& file : files_below("/tests/system/fixtures")) {
        Random random(++seed);
        const std::string text = read_file(file, std::size_t{1} << 20);
        const auto use = [&](const std::string& mutated) { use_system(mutated, random); };
        if (text.size() < 20000) try_mutations_of(text, random, seeds_end(0, 40), use);
    }
}

TEST_CASE("Random systems survive any replacement of their parts") {
    const std::uint64_t first = 7000;
    for (std::uint64_t seed = first; seed < seeds_end(first, 60); ++seed) {
        Random random(seed);
        const auto use = [&](const std::string& mutated) { use_system(mutated, random); };
        try_mutations_of(random_system(random, {}), random, 20, use);
    }
}

TEST_CASE("Answer sheets survive any replacement of their parts") {
    const auto program = compile(std::make_shared<const Outline>(load_bundled_system("general")));
    const Binder binder(*program->outline);
    Evaluation evaluation;
    const auto use = [&](const std::string& mutated) {
        INFO(mutated);
        Diagnostics diagnostics;
        const std::vector<RawSheet> sheets = read_answers_from("f.yaml", mutated, {}, diagnostics);
        CHECK((!sheets.empty() || diagnostics.has_errors()));
        for (const RawSheet& raw : sheets) {
            const AnswerSheet sheet = binder.bind(raw);
            const AssessmentRecord record = assess(*program, sheet, {}, evaluation);
            CHECK((record.status == RecordStatus::ok) == (sheet.is_valid() && evaluation.is_valid()));
        }
    };
    std::uint64_t seed = 7000;
    for (const std::string& file : files_below("/samples")) {
        Random random(++seed);
        const std::string text = read_file(file, std::size_t{1} << 20);
        if (text.find("answers:") != text.npos) try_mutations_of(text, random, seeds_end(0, 8), use);
    }
}
