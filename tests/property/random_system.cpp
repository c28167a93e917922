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
        text_ += "  - {id: kind, type: choice, default: b, title: T, options: [{id: a, text: A}, {id: b, text: B}, {id: c, text: C}]}\n";
        text_ += "index:\n  id: total\n  title: T\n" + group_rules("  ", true);
        text_ += "  items:\n";
        const std::size_t dimensions = 1 + random_.below(4);
        for (std::size_t dimension = 0; dimension < dimensions; ++dimension) group("    ", 1);
        checks();
        ladders();
        return text_;
    }

  private:
    bool often(double probability) { return random_.chance(probability); }
    bool full() const { return !features_.only_fast; }

    std::string group_rules(const std::string& indent, bool root) {
        std::string rules;
        static const std::vector<std::string> fast = {"weighted_mean", "weighted_mean", "weighted_mean", "sum", "{sum: {base: 7}}"};
        static const std::vector<std::string> all = {"weighted_mean", "sum", "{geometric_mean: {floor: 1}}", "{harmonic_mean: {floor: 1}}",
                                                     "minimum", "weighted_mean"};
        if (often(0.4)) rules += indent + "aggregate: " + random_.pick(full() ? all : fast) + "\n";
        if (full() && often(0.15)) rules += indent + "normalise: percent\n";
        if (full() && !root && !features_.only_monotone && often(0.1)) rules += indent + "present: 0.5\n";
        return rules;
    }

    std::string weight() {
        static const std::vector<std::string> weights = {"1", "2", "3.5", "0.1", "10", "0"};
        if (full() && often(0.1)) return "{by: kind, a: 1, b: 2, c: 0.5}";
        return random_.pick(weights);
    }

    void group(const std::string& indent, int depth) {
        const std::string id = "g" + std::to_string(++groups_);
        text_ += indent + "- id: " + id + "\n" + indent + "  title: T\n" + indent + "  weight: ";
        text_ += (full() && often(0.1) ? "leaves" : often(0.15) ? weight() : "1") + "\n" + group_rules(indent + "  ", false);
        if (full() && often(0.1)) text_ += indent + "  applies_if: {answer: kind, in: [a, b]}\n";
        text_ += indent + "  items:\n";
        ids_.push_back(id);
        const std::size_t children = 1 + random_.below(4);
        for (std::size_t child = 0; child < children; ++child) {
            if (depth < 2 && often(0.35)) group(indent + "    ", depth + 1);
            else question(indent + "    ");
        }
    }

    void question(const std::string& indent) {
        const std::string id = "q" + std::to_string(++questions_);
        std::string line = "{id: " + id + ", title: T, weight: " + weight();
        if (often(0.4)) line += ", tags: [scene]";
        const bool may_be_not_applicable = often(0.4);
        if (may_be_not_applicable) line += ", not_applicable: " + not_applicable();
        if (often(0.3)) line += ", missing: " + missing(may_be_not_applicable);
        if (full() && often(0.1)) line += ", applies_if: {answer: kind, is: b}";
        text_ += indent + "- " + line + ", " + scale() + "}\n";
        leaves_.push_back(id);
    }

    std::string not_applicable() {
        static const std::vector<std::string> modes = {"exclude", "exclude", "full", "zero", "{score: 30}"};
        return full() ? random_.pick(modes) : "exclude";
    }

    std::string missing(bool may_be_not_applicable) {
        static const std::vector<std::string> rules = {"worst", "zero", "exclude", "not_applicable"};
        return rules[random_.below(!full() ? 2 : may_be_not_applicable ? 4 : 3)];
    }

    /// Type, options and score of a question. Scores rise with the answers.
    std::string scale() {
        switch (random_.below(4)) {
            case 0: return "type: yesno, score: {yes: " + random_.decimal(50, 100, 1) + ", no: " + random_.decimal(0, 20, 1) + "}";
            case 1: return choice();
            case 2: return multi();
            default: return number();
        }
    }

    std::string option_id(std::size_t option) {
        static const std::vector<std::string> words = {"none", "partly", "mostly", "all", "beyond", "best"};
        return word_ids_ ? words[option] : std::string(1, static_cast<char>('a' + option));
    }

    std::string options(std::size_t count, bool exclusive) {
        std::string list = "options: [";
        double score = static_cast<double>(random_.below(10));
        for (std::size_t option = 0; option < count; ++option) {
            list += (option ? ", " : "") + std::string("{id: ") + option_id(option) + ", text: Text " + std::to_string(option) +
                    ", score: " + std::to_string(score);
            score += static_cast<double>(1 + random_.below(200)) / 10;
            if (exclusive && option + 1 == count) list += ", exclusive: true";
            list += "}";
        }
        return list + "]";
    }

    std::string choice() {
        word_ids_ = often(0.5);
        return "type: choice, " + options(2 + random_.below(5), false);
    }

    std::string multi() {
        static const std::vector<std::string> rules = {"{sum: {}}", "{sum: {cap: 60}}", "{max: true}", "{mean: true}",
                                                       "{count: {1: 10, 2: 35.5, 4: 100}}"};
        word_ids_ = false;
        const std::string rule = features_.only_monotone ? "{sum: {cap: 60}}" : random_.pick(rules);
        return "type: multi, score: " + rule + ", " + options(2 + random_.below(5), !features_.only_monotone && often(0.3));
    }

    std::string number() {
        static const std::vector<std::string> rules = {
            "range: [0, 100], score: {points: [[0, 0], [50, 40], [65, 60], [80, 80], [95, 100]]}",
            "range: [0, 1000], score: {points: [[12.5, 3], [400, 77.7]]}",
            "range: [0, 100], score: {steps: [[0, 1], [10.5, 20], [60, 90]]}",
            "range: [0, 100], score: {bands: [[10, 2], [20.25, 30], [100, 99.5]]}",
            "range: [0, 500], score: {target: 300}"};
        return "type: number, " + random_.pick(rules);
    }

    // ------------------------------------------------------------------------------------------ conditions

    std::string comparison(int low, int high) {
        static const std::vector<std::string> comparators = {"at_least", "at_least", "above", "at_most", "below"};
        return random_.pick(comparators) + ": " + random_.decimal(low, high, 1);
    }

    std::string condition(int depth) {
        switch (random_.below(depth > 0 ? 10 : 7)) {
            case 0: return "{score: total, " + comparison(5, 95) + "}";
            case 1: return "{score: " + random_.pick(ids_) + ", " + comparison(5, 95) + "}";
            case 2: return "{answer: gate1, is: yes}";
            case 3: return "{answer: kind, in: [a, c]}";
            case 4: return "{answer: amount, " + comparison(10, 900) + "}";
            case 5: return "{count: {tag: scene, scoring: " + random_.decimal(0, 60, 0) + "}, " + comparison(1, 5) + "}";
            case 6: return "{score: " + random_.pick(leaves_) + ", " + comparison(5, 80) + "}";
            case 7: return "{not: " + condition(depth - 1) + "}";
            case 8: return "{all: [" + condition(depth - 1) + ", " + condition(depth - 1) + "]}";
            default: return "{any: [" + condition(depth - 1) + ", " + condition(depth - 1) + "]}";
        }
    }

    void checks() {
        text_ += "checks:\n";
        for (int check = 1; check <= 3; ++check)
            text_ += "  - {id: check" + std::to_string(check) + ", title: T, tags: [scene], when: " + checkable() + "}\n";
    }
    /// A check that carries the tag it is counted by may not count it itself.
    std::string checkable() {
        std::string text = condition(1);
        while (text.find("count") != std::string::npos) text = condition(1);
        return text;
    }

    void ladders() {
        text_ += "ladders:\n";
        for (int ladder = 1; ladder <= 2; ++ladder) {
            text_ += "  - id: ladder" + std::to_string(ladder) + "\n    title: T\n";
            if (often(0.3)) text_ += "    applies_if: {answer: kind, in: [a, b]}\n";
            text_ += "    levels:\n";
            for (int level = 1; level <= 3; ++level) {
                text_ += "      - {id: level" + std::to_string(level) + ", title: T, require: [{score: total, at_least: " +
                         std::to_string(15 * level) + "}, " + requirement();
                if (ladder == 2 && often(0.5)) text_ += ", {level: ladder1, at_least: level1}";
                if (often(0.5)) text_ += ", {check: check1}";
                text_ += "]}\n";
            }
        }
    }

    std::string requirement() {
        std::string text = condition(1);
        text.pop_back();
        if (often(0.2)) text += ", only_if: {answer: gate2, is: yes}";
        if (often(0.2)) text += ", on_not_applicable: fail";
        return text + "}";
    }

    Random& random_;
    const SystemFeatures& features_;
    std::string text_;
    std::vector<std::string> ids_;
    std::vector<std::string> leaves_;
    int groups_ = 0;
    int questions_ = 0;
    bool word_ids_ = false;
};

std::string number_cell(Random& random, const Item& item) {
    const int high = item.range ? static_cast<int>(item.range->high) : 100;
    return random.decimal(0, high, static_cast<int>(random.below(4)));
}

std::string multi_cell(Random& random, const Item& item) {
    std::string cell;
    const bool has_exclusive = item.options.back().exclusive;
    const std::size_t combinable = item.options.size() - (has_exclusive ? 1 : 0);
    if (has_exclusive && random.chance(0.1)) return item.options.back().id.text;
    for (std::size_t option = 0; option < combinable; ++option)
        if (random.chance(0.5)) cell += (cell.empty() ? "" : "|") + item.options[option].id.text;
    return cell;
}

}  // namespace

std::string Random::decimal(int low, int high, int digits) {
    std::string text = std::to_string(low + static_cast<int>(below(static_cast<std::size_t>(high - low + 1))));
    if (digits == 0 || text == std::to_string(high)) return text;
    text += '.';
    for (int digit = 0; digit < digits; ++digit) text += static_cast<char>('0' + below(10));
    return text;
}

std::string random_system(Random& random, const SystemFeatures& features) { return Writer(random, features).write(); }

std::string random_cell(Random& random, const Item& item, bool may_be_not_applicable, double mess) {
    static const std::vector<std::string> messy = {"zzz", "-1", "a|a", "99999999999", "1e5", "maybe", "７", "12..5", ".5", "5.", "NA:no kiln"};
    if (random.chance(mess)) return random.pick(messy);
    if (random.chance(0.08)) return {};
    if (may_be_not_applicable && random.chance(0.08)) return "NA";
    switch (item.type) {
        case AnswerType::yesno: {
            static const std::vector<std::string> words = {"Y", "N", "yes", "no", "1", "0", "y", "n", "是", "否"};
            return random.pick(words);
        }
        case AnswerType::choice: {
            const std::size_t option = random.below(item.options.size());
            return random.chance(0.7) ? item.options[option].id.text : std::string(1, static_cast<char>('A' + option));
        }
        case AnswerType::multi: return multi_cell(random, item);
        case AnswerType::number: return number_cell(random, item);
    }
    return {};
}

}  // namespace tidu::test
