// SPDX-License-Identifier: Apache-2.0
// A report before it has a form: blocks of finished words and of numbers for charts, in one language.
// `build_*` make documents, `render_*` draw them; neither knows the other.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "tidu/text/language.h"

namespace tidu {

/// What a line means, for colour and marks. Never the only carrier of the meaning.
enum class Tone {
    plain,
    good,   ///< met, reached
    bad,    ///< not met
    open,   ///< not known yet
    muted,  ///< does not apply, aside
};

/// How well a number or rule is founded; shown as 有出处 / 转引 / 凭记忆 / 自定.
enum class Origin { unsaid, sourced, second_hand, recalled, own };

struct Heading {
    int level = 2;  ///< 2: a section, 3: within one
    std::string text;
};

struct Paragraph {
    std::string text;
    Tone tone = Tone::plain;
};

/// Labels and values.
struct Facts {
    std::vector<std::pair<std::string, std::string>> rows;
};

/// The few numbers that matter most, set large.
struct Figures {
    struct Figure {
        std::string label;
        std::string value;
        std::string remark;  ///< range, share; may be empty
        Tone tone = Tone::plain;
    };
    std::vector<Figure> figures;
};

/// A ladder as steps, and where one stands.
struct LadderChart {
    enum class StepState { reached, possible, ahead };
    struct Step {
        std::string title;
        std::string remark;  ///< what is missing, a date; may be empty
        StepState state = StepState::ahead;
        bool is_here = false;
        bool is_next = false;
    };
    std::string title;
    std::string verdict;  ///< one sentence
    Tone tone = Tone::plain;
    std::vector<Step> steps;  ///< lowest first; empty: the ladder does not apply
    std::string here_label;   ///< "you are here"
    std::string below_label;  ///< one stands below the first step; empty: on a step
    std::string expected;     ///< what policy expects; may be empty
    Tone expected_tone = Tone::plain;
};

/// Horizontal bars on one scale from 0.
struct BarChart {
    struct Bar {
        std::string label;
        std::string value_text;
        std::optional<double> value;
        std::optional<double> low;  ///< range with open answers; absent: decided
        std::optional<double> high;
        std::optional<double> target;  ///< what the next level needs
        std::string target_text;
        std::string remark;  ///< beside the value; may be empty
        Tone tone = Tone::plain;
    };
    std::string title;
    double scale = 100;      ///< value of a full bar
    std::string item_label;  ///< what the bars are; empty: dimensions with scores
    std::string value_label;
    std::string share_label;         ///< what the length of a bar is; empty: percent of maximum
    std::string remark_label;        ///< what the remarks are; empty: no bar has one
    std::string range_label;         ///< what the light part means; empty: no bar has a range
    bool range_is_interval = false;  ///< low to high is where the value lies: a line over the bar's end
    std::string target_label;        ///< what the mark means; empty: no bar has a target
    std::vector<Bar> bars;
};

/// One polygon over the dimensions, one for what the next level needs. Values are shares 0-1.
struct RadarChart {
    struct Axis {
        std::string label;
        double value = 0;
        std::optional<double> target;
        std::string value_text;
    };
    std::string title;
    std::string value_label;
    std::string target_label;
    std::vector<Axis> axes;
};

/// Requirements with what is needed and what is there.
struct RequirementList {
    struct Entry {
        Tone tone = Tone::open;
        std::string verdict;  ///< the tone in a word
        std::string title;
        std::string needed;
        std::string present;
        Origin origin = Origin::unsaid;
        std::string source;  ///< title of the source, note
        bool is_veto = false;
        std::string level;  ///< of another level than the list is about; else empty
        std::vector<Entry> parts;
    };
    std::vector<Entry> entries;
};

/// Improvements, best first.
struct ActionList {
    struct Action {
        std::string title;
        std::string group;  ///< dimension
        double points = 0;
        std::string points_text;
        std::string now;   ///< the answer as it is
        std::string next;  ///< the next better answer; may be empty
        std::string advice;
    };
    std::vector<Action> actions;
};

/// Every question of one dimension.
struct QuestionList {
    struct Question {
        std::string id;
        std::string title;
        std::string ask;
        std::string answer;
        std::string score;   ///< with maximum
        std::string how;     ///< how the answer became points
        std::string wanted;  ///< what proves it
        std::vector<std::string> evidence;
        std::string reason;
        std::string note;
        std::string advice;
        Origin origin = Origin::unsaid;
        std::string source;
        Tone tone = Tone::plain;
    };
    std::vector<Question> questions;
};

struct Table {
    struct Column {
        std::string heading;
        bool is_number = false;  ///< aligned right
        std::vector<std::string> order =
            {};  ///< texts in their own order, such as levels; empty: by the alphabet
    };
    struct Row {
        std::vector<std::string> cells;
        Tone tone = Tone::plain;
        std::string link =
            {};  ///< path of a file, from where the document will be, that the first cell leads to
    };
    std::vector<Column> columns;
    std::vector<Row> rows;
    bool is_sortable = false;  ///< by the reader, where the form allows it
};

/// How many of each group fall into each of a few classes: counts, with their shares as one stacked bar a
/// row.
struct Distribution {
    struct Class {
        std::string label;
        Tone tone = Tone::plain;  ///< plain: the next step of one scale; else beside it (open, not
                                  ///< applicable, invalid)
    };
    struct Row {
        std::string label;
        std::vector<std::uint64_t> counts;  ///< one per class
        std::vector<std::string> details;   ///< one per heading of `details`
        Tone tone = Tone::plain;
        bool is_whole = false;  ///< all groups together

        std::uint64_t total() const;
    };
    std::string group_label;  ///< what the rows are
    std::string total_label;  ///< what is counted
    std::vector<Class> classes;
    std::vector<std::string> details;  ///< headings of further numbers
    std::vector<Row> rows;
};

struct BulletList {
    std::vector<std::string> entries;
    Tone tone = Tone::plain;
};

using Block = std::variant<Heading, Paragraph, Facts, Figures, LadderChart, BarChart, RadarChart,
                           RequirementList, ActionList, QuestionList, Table, Distribution, BulletList>;

struct Document {
    Language language = Language::en;
    std::string title;     ///< the enterprise
    std::string subtitle;  ///< what was assessed
    std::vector<Block> blocks;
    std::string footer;  ///< versions and hashes, one line
};

}  // namespace tidu
