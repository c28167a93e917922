// SPDX-License-Identifier: Apache-2.0
#include "random_system.h"

namespace tidu::test {
namespace {

class Writer {
  public:
    Writer(Random& random, const SystemFeatures& features) : random_(random), features_(features) {}

    std::string write() {
        text_ = "tidu: 1\nid: random\nversion: \"1\"\ntitle: T\ninputs:\n";
        text_ += "  - {id: gate1, type: yesno, title: T}\n";
        text_ += "  - {id: gate2, type: yesno, title: T, default: no}\n";
        text_ += "  - {id: amount, type: number, title: T, range: [0, 1000]}\n";
        text_ +=
            "  - {id: kind, type: choice, default: b, title: T, options: [{id: a, text: A}, {id: b, text: "
            "B}, {id: c, text: C}]}\n";
        derived_inputs();
        std::string rules = group_rules("  ", true);
        if (!full() && !adds_up_ && often(0.15))
            rules = "  aggregate: " + std::string(often(0.5) ? "staged\n" : "{staged: {pass: 1}}\n");
        text_ += "index:\n  id: total\n  title: T\n" + rules + "  items:\n";
        const std::size_t dimensions = 1 + random_.below(4);
        for (std::size_t dimension = 0; dimension < dimensions; ++dimension)
            group("    ", 1, rules.find("sum") != std::string::npos);
        if (often(0.3) && (full() || !adds_up_)) text_ += "policies: {not_applicable_limit: 0.5}\n";
        checks();
        if (full() || often(0.3)) constraints();
        ladders();
        return text_;
    }

  private:
    bool often(double probability) { return random_.chance(probability); }
    bool full() const { return !features_.only_fast; }

    /// Inputs computed from others, from scores and from counts. Only ladders and constraints read the
    /// counts, so that nothing depends on itself.
    void derived_inputs() {
        text_ +=
            "  - {id: part, type: number, title: T, range: [0, 300]}\n"
            "  - {id: whole, type: number, title: T, range: [0, 400], not_applicable: exclude}\n"
            "  - {id: rate, type: number, title: T, range: [0, 100000], not_applicable: exclude, derive: "
            "{percent: [part, whole]}}\n"
            "  - {id: growth, type: number, title: T, not_applicable: exclude, derive: {change: [part, "
            "whole]}}\n"
            "  - {id: blend, type: number, title: T, derive: {sum: [part, [amount, 0.5]]}}\n"
            "  - {id: rest, type: number, title: T, range: [-300, 400], derive: {difference: [whole, "
            "part]}}\n"
            "  - {id: scenes, type: number, title: T, derive: {count: {tag: scene, scoring: 30}}}\n"
            "  - {id: coverage, type: number, title: T, range: [0, 1], not_applicable: exclude, "
            "derive: {share: {part: {tag: scene, scoring: 40}, of: {tag: scene}}}}\n"
            "  - {id: band, type: choice, title: T, options: [{id: small, text: S}, {id: medium, text: M}, "
            "{id: large, text: L}], "
            "derive: {first: [{when: {answer: amount, at_least: 600}, value: large}, "
            "{when: {any: [{answer: gate1, is: yes}, {score: total, above: 40}]}, value: medium}";
        text_ += often(0.7) ? ", {value: small}]}}\n" : "]}}\n";
        numbers_ = {"rate", "growth", "blend", "rest"};
    }

    std::string group_rules(const std::string& indent, bool root) {
        std::string rules;
        static const std::vector<std::string> fast = {"weighted_mean", "weighted_mean", "weighted_mean",
                                                      "sum", "{sum: {base: 7}}"};
        static const std::vector<std::string> all = {
            "weighted_mean", "sum",          "{geometric_mean: {floor: 1}}", "{harmonic_mean: {floor: 1}}",
            "minimum",       "weighted_mean"};
        static const std::vector<std::string> uneven = {"geometric_mean", "harmonic_mean", "mpi",
                                                        "{sum: {base: -5}}"};
        if (full() && !features_.only_monotone && often(0.1))
            return indent + "aggregate: " + random_.pick(uneven) + "\n";
        if (often(0.4)) rules += indent + "aggregate: " + random_.pick(full() ? all : fast) + "\n";
        if (!full() && root && often(0.3)) rules += indent + "normalise: percent\n";
        adds_up_ |= rules.find("sum") != std::string::npos;
        if (full() && often(0.2)) rules += indent + "normalise: " + (often(0.5) ? "percent" : "range") + "\n";
        if (full() && !root && !features_.only_monotone && often(0.1)) rules += indent + "present: 0.5\n";
        return rules;
    }

    std::string weight() {
        static const std::vector<std::string> weights = {"1", "2", "3.5", "0.1", "10", "0"};
        if (often(0.1)) return "{by: kind, a: 1, b: 2, c: " + std::string(often(0.5) ? "0.5}" : "0}");
        return random_.pick(weights);
    }

    void group(const std::string& indent, int depth, bool under_sum) {
        const std::string id = "g" + std::to_string(++groups_);
        const std::string rules = group_rules(indent + "  ", false);
        const bool is_sum = rules.find("sum") != std::string::npos;
        const bool may_weigh_leaves = full() || !(is_sum || under_sum);
        text_ += indent + "- id: " + id + "\n" + indent + "  title: T\n" + indent + "  weight: ";
        text_ += (may_weigh_leaves && often(0.1) ? "leaves" : often(0.15) ? weight() : "1") + "\n" + rules;
        if (often(0.1)) text_ += indent + "  applies_if: {answer: kind, in: [a, b]}\n";
        text_ += indent + "  items:\n";
        ids_.push_back(id);
        const std::size_t children = 1 + random_.below(4);
        for (std::size_t child = 0; child < children; ++child) {
            if (depth < 2 && often(0.35))
                group(indent + "    ", depth + 1, is_sum);
            else if (full() && often(0.06))
                staged_group(indent + "    ");
            else
                question(indent + "    ");
        }
    }

    /// Stages of GB/T 39117: each on a scale of 0 to 1.
    void staged_group(const std::string& indent) {
        static const std::vector<std::string> scales = {
            "type: yesno, score: {yes: 1, no: 0}",
            "type: number, range: [0, 1], score: {points: [[0, 0], [1, 1]]}",
            "type: choice, options: [{id: a, text: A, score: 0}, {id: b, text: B, score: 0.5}, {id: c, text: "
            "C, score: 0.8}, "
            "{id: d, text: D, score: 1}]"};
        const std::string id = "g" + std::to_string(++groups_);
        text_ += indent + "- id: " + id + "\n" + indent + "  title: T\n" + indent +
                 "  aggregate: " + (often(0.5) ? "staged" : "{staged: {pass: 0.5}}") + "\n" + indent +
                 "  items:\n";
        ids_.push_back(id);
        const std::size_t stages = 2 + random_.below(3);
        for (std::size_t stage = 0; stage < stages; ++stage) {
            const std::string leaf = "q" + std::to_string(++questions_);
            text_ += indent + "    - {id: " + leaf + ", title: T, " + random_.pick(scales) + "}\n";
            leaves_.push_back(leaf);
        }
    }

    void question(const std::string& indent) {
        const std::string id = "q" + std::to_string(++questions_);
        std::string line = "{id: " + id + ", title: T, weight: " + weight();
        if (often(0.4)) line += ", tags: [scene]";
        const bool may_be_not_applicable = often(0.4);
        if (may_be_not_applicable) line += ", not_applicable: " + not_applicable();
        if (often(0.3)) line += ", missing: " + missing(may_be_not_applicable);
        if (often(0.1)) line += ", applies_if: {answer: kind, is: b}";
        if (full() && often(0.15)) line += ", evidence: E";
        const std::string answers = often(0.1) ? derived_scale() : scale();
        text_ += indent + "- " + line + ", " + answers + "}\n";
        leaves_.push_back(id);
        if (answers.starts_with("type: choice"))
            comparable_.push_back("{answer: " + id + (often(0.5) ? ", at_least: " : ", is: ") + option_id(1) +
                                  "}");
        if (answers.starts_with("type: multi"))
            multis_.push_back("{answer: " + id + ", includes: " + option_id(random_.below(2)) + "}");
        if (answers.starts_with("type: number")) numbers_.push_back(id);
    }

    std::string derived_scale() {
        static const std::vector<std::string> rules = {
            "range: [0, 100000], derive: {percent: [part, whole]}, score: {target: 90}",
            "range: [-400, 900], derive: {sum: [part, [whole, -1], [amount, 0.5]]}, score: {points: [[-100, "
            "0], [300, 80], [700, 100]]}",
            "derive: {change: [part, whole]}, score: {points: [[-50, 0], [10, 60], [80, 100]]}"};
        return "type: number, " + random_.pick(rules);
    }

    std::string not_applicable() {
        static const std::vector<std::string> modes = {"exclude", "exclude", "full", "zero", "{score: 30}"};
        return random_.pick(modes);
    }

    std::string missing(bool may_be_not_applicable) {
        static const std::vector<std::string> rules = {"worst", "zero", "exclude", "not_applicable"};
        return rules[random_.below(!full() ? 2 : may_be_not_applicable ? 4 : 3)];
    }

    /// Type, options and score of a question. Scores rise with the answers.
    std::string scale() {
        switch (random_.below(4)) {
            case 0:
                return "type: yesno, score: {yes: " + random_.decimal(50, 100, 1) +
                       ", no: " + random_.decimal(0, 20, 1) + "}";
            case 1:
                return choice();
            case 2:
                return multi();
            default:
                return number();
        }
    }

    std::string option_id(std::size_t option) {
        static const std::vector<std::string> words = {"none",       "partly",       "mostly",      "all",
                                                       "everywhere", "everywhere_2", "everywhere_3"};
        return word_ids_ ? words[option] : std::string(1, static_cast<char>('a' + option));
    }

    std::string options(std::size_t count, bool exclusive) {
        std::string list = "options: [";
        double score = static_cast<double>(random_.below(10));
        for (std::size_t option = 0; option < count; ++option) {
            list += (option ? ", " : "") + std::string("{id: ") + option_id(option) + ", text: Text " +
                    std::to_string(option) + ", score: " + std::to_string(score);
            score += static_cast<double>(1 + random_.below(200)) / 10;
            if (exclusive && option + 1 == count) list += ", exclusive: true";
            list += "}";
        }
        // In a multi the last option would have to be told from the exclusive one, so only choices offer this
        // answer.
        if (!word_ids_ && !exclusive && count < 4 && !in_multi_ && often(0.15))
            list += ", {id: nothing, text: None, not_applicable: true}";
        return list + "]";
    }

    std::string choice() {
        word_ids_ = often(0.5);
        return "type: choice, " + options(2 + random_.below(5), false);
    }

    std::string multi() {
        static const std::vector<std::string> rules = {"{sum: {}}", "{sum: {cap: 60}}", "{max: true}",
                                                       "{mean: true}", "{count: {1: 10, 2: 35.5, 4: 100}}"};
        word_ids_ = often(0.3);
        in_multi_ = true;
        const std::string rule = features_.only_monotone ? "{sum: {cap: 60}}" : random_.pick(rules);
        // More than eight matter to the fast path; the slow reference tries every choice of them.
        const bool is_wide = !full() && !word_ids_ && often(0.2);
        const std::size_t count = is_wide ? 9 + random_.below(5) : 2 + random_.below(5);
        const std::string list = options(count, !features_.only_monotone && often(0.3));
        in_multi_ = false;
        return "type: multi, score: " + rule + ", " + list;
    }

    std::string number() {
        static const std::vector<std::string> rules = {
            "range: [0, 100], score: {points: [[0, 0], [50, 40], [65, 60], [80, 80], [95, 100]]}",
            "range: [0, 1000], score: {points: [[12.5, 3], [400, 77.7]]}",
            "range: [0, 100], score: {steps: [[0, 1], [10.5, 20], [60, 90]]}",
            "range: [0, 100], score: {bands: [[10, 2], [20.25, 30], [100, 99.5]]}",
            "range: [0, 500], score: {target: 300}"};
        static const std::vector<std::string> more = {
            "range: [1, 1000], score: {points: [[1, 0], [10, 50], [900, 100]], log: true}",
            "range: [0, 50], score: {points: [[10, 20], [30, 60]], beyond: linear}",
            "range: [5, 100], score: {steps: [[0, -10], [20, 0], [70, 50]]}",
            "range: [15, 80], score: {bands: [[10, 2], [20.25, 30], [100, 99.5]]}", "score: {target: 80}"};
        if (full() && often(0.3)) return "type: number, " + random_.pick(more);
        return "type: number, " + random_.pick(rules);
    }

    // ------------------------------------------------------------------------------------------ conditions

    std::string comparison(int low, int high) {
        static const std::vector<std::string> comparators = {"at_least", "at_least", "above", "at_most",
                                                             "below"};
        static const std::vector<std::string> rising = {"at_least", "above"};
        if (features_.only_monotone) return random_.pick(rising) + ": " + random_.decimal(low, high, 1);
        if (full() && often(0.1)) return "at_least: {answer: amount}";
        return random_.pick(comparators) + ": " + random_.decimal(low, high, 1);
    }

    std::string condition(int depth) {
        if (often(0.35)) return full() ? rich_condition() : fast_condition();
        if (features_.only_monotone && depth > 0 && often(0.3))
            return (often(0.5) ? "{all: [" : "{any: [") + condition(depth - 1) + ", " + condition(depth - 1) +
                   "]}";
        switch (random_.below(depth > 0 && !features_.only_monotone ? 10 : 7)) {
            case 0:
                return "{score: total, " + comparison(5, 95) + "}";
            case 1:
                return "{score: " + random_.pick(ids_) + ", " + comparison(5, 95) + "}";
            case 2:
                return "{answer: gate1, is: yes}";
            case 3:
                return "{answer: kind, in: [a, c]}";
            case 4:
                return "{answer: amount, " + comparison(10, 900) + "}";
            case 5:
                return "{count: {tag: scene, scoring: " + random_.decimal(0, 60, 0) + "}, " +
                       comparison(1, 5) + "}";
            case 6:
                return "{score: " + random_.pick(leaves_) + ", " + comparison(5, 80) + "}";
            case 7:
                return "{not: " + condition(depth - 1) + "}";
            case 8:
                return "{all: [" + condition(depth - 1) + ", " + condition(depth - 1) + "]}";
            default:
                return "{any: [" + condition(depth - 1) + ", " + condition(depth - 1) + "]}";
        }
    }

    /// The kinds of conditions that are rare. The first of them only rise with better answers.
    std::string rich_condition() {
        const auto one_of = [&](const std::vector<std::string>& ids) {
            return ids.empty() ? std::string("gate1") : random_.pick(ids);
        };
        switch (random_.below(features_.only_monotone ? 3 : 14)) {
            case 0:
                return "{percent: " + random_.pick(ids_) + ", " + comparison(5, 95) + "}";
            case 1:
                return "{count: {tag: scene, scoring: " + random_.decimal(0, 40, 0) + "}, all: true}";
            case 2:
                return "{count: {under: " + random_.pick(ids_) + ", scoring: best}, " + comparison(0, 3) +
                       "}";
            case 3:
                return "{percent: " + random_.pick(leaves_) + ", at_least: 20, below: 90}";
            case 4:
                return "{share: {part: {tag: scene, scoring: 50}, of: {tag: scene, all: true}}, " +
                       share_comparison() + "}";
            case 5:
                return "{share: {part: {under: total, scoring: {answer: blend}}, of: {under: total}}, " +
                       share_comparison() + "}";
            case 6:
                return "{evidence: " + random_.pick(leaves_) + ", at_least: 1}";
            case 7:
                return "{check: check" + std::to_string(1 + random_.below(3)) + "}";
            case 8:
                return multis_.empty() ? "{answer: gate2, is: no}" : random_.pick(multis_);
            case 9:
                return "{answer: " + one_of(numbers_) +
                       (numbers_.empty() ? ", is: yes}" : ", " + comparison(5, 80) + "}");
            case 10:
                return "{answer: band, at_least: medium}";
            case 11:
                return "{answer: band, in: [small, large]}";
            case 12:
                return comparable_.empty() ? "{answer: gate1, at_most: no}" : random_.pick(comparable_);
            default:
                return often(0.5) ? "{answer: scenes, at_least: 2}"
                                  : "{answer: coverage, " + share_comparison() + "}";
        }
    }
    /// Those of the rich ones that the fast path lays out.
    std::string fast_condition() {
        for (;;) {
            const std::string text = rich_condition();
            if (text.starts_with("{evidence") || text.find("{answer: blend}") != std::string::npos) continue;
            if (!text.starts_with("{answer: ") || !often(0.2)) return text;
            return "{answer: " + random_.pick(numbers_) + ", at_most: {answer: " + random_.pick(numbers_) +
                   "}}";
        }
    }

    std::string share_comparison() {
        static const std::vector<std::string> comparisons = {"at_least: 0.5", "above: 0.25", "below: 0.8",
                                                             "at_most: 0.9, at_least: 0.1"};
        return random_.pick(comparisons);
    }

    void constraints() {
        text_ += "constraints:\n";
        for (int constraint = 1; constraint <= 2; ++constraint)
            text_ += "  - {id: constraint" + std::to_string(constraint) +
                     ", title: T, severity: " + (often(0.2) ? "error" : "warning") +
                     ", never: " + condition(1) + "}\n";
    }

    void checks() {
        text_ += "checks:\n";
        for (int check = 1; check <= 3; ++check)
            text_ += "  - {id: check" + std::to_string(check) +
                     ", title: T, tags: [scene], when: " + checkable() + "}\n";
    }
    /// A check that carries the tag it is counted by may not count it itself.
    std::string checkable() {
        const auto counts = [](const std::string& text) {
            for (const char* word : {"count", "share", "check", "scenes", "coverage"})
                if (text.find(word) != std::string::npos) return true;
            return false;
        };
        std::string text = condition(1);
        while (counts(text))
            text = condition(1);
        return text;
    }

    void ladders() {
        text_ += "ladders:\n";
        for (int ladder = 1; ladder <= 2; ++ladder) {
            text_ += "  - id: ladder" + std::to_string(ladder) + "\n    title: T\n";
            if (often(0.3))
                text_ += "    applies_if: {answer: kind, in: [a, b]}\n";
            else if (full() && often(0.15))
                text_ += "    applies_if: {answer: gate1, is: yes}\n";
            text_ += "    levels:\n";
            for (int level = 1; level <= 3; ++level) {
                text_ += "      - {id: level" + std::to_string(level) +
                         ", title: T, require: [{score: total, at_least: " + std::to_string(15 * level) +
                         "}, " + requirement();
                if (ladder == 2 && often(0.5)) text_ += ", {level: ladder1, at_least: level1}";
                if (often(0.5)) text_ += ", {check: check1}";
                text_ += "]}\n";
            }
            if (full() && often(0.5))
                text_ += "    expected: [{when: " + condition(1) + ", level: level2}, {level: level1}]\n";
        }
    }

    std::string requirement() {
        std::string text = condition(1);
        text.pop_back();
        if (often(0.2))
            text +=
                often(0.5) ? ", only_if: {answer: gate1, is: yes}" : ", only_if: {answer: gate2, is: yes}";
        if (often(0.2)) text += ", on_not_applicable: fail";
        return text + "}";
    }

    Random& random_;
    const SystemFeatures& features_;
    std::string text_;
    std::vector<std::string> ids_;
    std::vector<std::string> leaves_;
    std::vector<std::string> numbers_;              ///< what conditions may compare
    std::vector<std::string> comparable_, multis_;  ///< conditions on choices, written out
    bool adds_up_ = false;                          ///< a group is a sum
    int groups_ = 0;
    int questions_ = 0;
    bool word_ids_ = false;
    bool in_multi_ = false;
};

std::string number_cell(Random& random, const Item& item) {
    const int low = item.range ? static_cast<int>(item.range->low) : 0;
    const int high = item.range ? static_cast<int>(item.range->high) : 100;
    return random.decimal(low, high, static_cast<int>(random.below(4)));
}

std::string multi_cell(Random& random, const Item& item) {
    static const std::vector<std::string> separators = {"|", "|", ";", "、"};
    const std::string separator = random.pick(separators);
    const bool by_text = random.chance(0.2);
    std::string cell;
    const bool has_exclusive = item.options.back().exclusive;
    const std::size_t combinable = item.options.size() - (has_exclusive ? 1 : 0);
    if (has_exclusive && random.chance(0.1)) return item.options.back().id.text;
    for (std::size_t option = 0; option < combinable; ++option)
        if (random.chance(0.5))
            cell += (cell.empty() ? "" : separator) +
                    (by_text ? item.options[option].text.zh : item.options[option].id.text);
    return cell;
}

}  // namespace

std::string Random::decimal(int low, int high, int digits) {
    std::string text =
        std::to_string(low + static_cast<int>(below(static_cast<std::size_t>(high - low + 1))));
    if (digits == 0 || text == std::to_string(high)) return text;
    text += '.';
    for (int digit = 0; digit < digits; ++digit)
        text += static_cast<char>('0' + below(10));
    return text;
}

std::string random_system(Random& random, const SystemFeatures& features) {
    return Writer(random, features).write();
}

std::string random_cell(Random& random, const Item& item, bool may_be_not_applicable, double mess) {
    static const std::vector<std::string> messy = {"zzz", "-1",    "a|a", "99999999999", "1e5",       "maybe",
                                                   "７",  "12..5", ".5",  "5.",          "NA:no kiln"};
    if (random.chance(mess)) return random.pick(messy);
    if (random.chance(0.08)) return {};
    if (may_be_not_applicable && random.chance(0.08)) return random.chance(0.5) ? "NA" : "不适用：无窑炉";
    switch (item.type) {
        case AnswerType::yesno: {
            static const std::vector<std::string> words = {"Y", "N", "yes", "no", "1",
                                                           "0", "y", "n",   "是", "否"};
            return random.pick(words);
        }
        case AnswerType::choice: {
            const std::size_t option = random.below(item.options.size());
            if (random.chance(0.2)) return item.options[option].text.zh;
            return random.chance(0.7) ? item.options[option].id.text
                                      : std::string(1, static_cast<char>('A' + option));
        }
        case AnswerType::multi:
            return multi_cell(random, item);
        case AnswerType::number:
            return number_cell(random, item);
    }
    return {};
}

}  // namespace tidu::test
