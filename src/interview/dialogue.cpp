// SPDX-License-Identifier: Apache-2.0
// One question after the other: shows it, reads a line, and does what the line says. A line that starts with
// a colon is a command, any other an answer.
#include "tidu/interview/dialogue.h"

#include <algorithm>
#include <array>

#include "phrases.h"
#include "tidu/answers/understand.h"
#include "tidu/text/suggest.h"
#include "tidu/text/utf8.h"

namespace tidu {
namespace {

enum class Command { back, skip, not_applicable, evidence, note, jump, clear, why, open, leave, help };

struct CommandWord {
    std::string_view word;
    Command command;
};
constexpr std::array<CommandWord, 33> command_words{{
    {"b", Command::back},
    {"back", Command::back},
    {"上一题", Command::back},
    {"返回", Command::back},
    {"s", Command::skip},
    {"skip", Command::skip},
    {"跳过", Command::skip},
    {"na", Command::not_applicable},
    {"不适用", Command::not_applicable},
    {"e", Command::evidence},
    {"evidence", Command::evidence},
    {"佐证", Command::evidence},
    {"n", Command::note},
    {"note", Command::note},
    {"备注", Command::note},
    {"j", Command::jump},
    {"jump", Command::jump},
    {"跳到", Command::jump},
    {"c", Command::clear},
    {"clear", Command::clear},
    {"清除", Command::clear},
    {"w", Command::why},
    {"why", Command::why},
    {"为什么", Command::why},
    {"l", Command::open},
    {"list", Command::open},
    {"未答", Command::open},
    {"q", Command::leave},
    {"quit", Command::leave},
    {"退出", Command::leave},
    {"?", Command::help},
    {"help", Command::help},
    {"帮助", Command::help},
}};

std::optional<Command> find_command(std::string_view word) {
    const std::string lower = to_lower_ascii(word);
    for (const CommandWord& known : command_words)
        if (known.word == lower) return known.command;
    return std::nullopt;
}

std::vector<std::string> split_pieces(std::string_view text) {
    std::vector<std::string> pieces;
    while (!text.empty()) {
        std::size_t end = std::min(text.find(';'), text.find("；"));
        const std::size_t length =
            end != std::string_view::npos && text[end] == ';' ? 1 : std::string_view("；").size();
        end = std::min(end, text.size());
        if (const std::string_view piece = trim(text.substr(0, end)); !piece.empty())
            pieces.emplace_back(piece);
        text.remove_prefix(std::min(end + length, text.size()));
    }
    return pieces;
}

class Dialogue {
  public:
    Dialogue(Interview& interview, const DialogueIo& io, const DialogueStyle& style)
        : interview_(interview), outline_(interview.outline()), io_(io), style_(style) {}

    DialogueEnd run() {
        greet();
        if (style_.asks_enterprise && !ask_enterprise()) return leave();
        while (const auto item = current_ ? current_ : interview_.next()) {
            current_ = item;
            if (!ask(*item)) return leave();
        }
        finish();
        return DialogueEnd::finished;
    }

  private:
    // ------------------------------------------------------------------------------------------ words

    std::string words(const Phrase& phrase) const {
        return std::string(style_.language == Language::zh ? phrase.zh : phrase.en);
    }
    std::string in_words(const Message& message) const { return message.in(style_.language); }
    const std::string& in_words(const BilingualText& text) const { return text.in(style_.language); }

    void line(std::string_view text) { io_.show(std::string(text) + "\n"); }

    /// Broken into lines of the screen's width; `code` is an ANSI style, empty for none.
    void wrapped(std::string_view text, std::string_view indent, std::string_view code = {}) {
        std::size_t begin = 0;
        while (begin <= text.size()) {
            const std::size_t end = std::min(text.find('\n', begin), text.size());
            for (const std::string& part :
                 wrap_width(text.substr(begin, end - begin), style_.width - indent.size()))
                line(std::string(indent) + (code.empty() ? part : styled(code, part)));
            begin = end + 1;
        }
    }

    std::string styled(std::string_view code, const std::string& text) const {
        return style_.color ? "\x1b[" + std::string(code) + "m" + text + "\x1b[0m" : text;
    }

    // ------------------------------------------------------------------------------------------ beginning
    // and end

    void greet() {
        wrapped(in_words(say(phrases::welcome, outline_.system().title)), "");
        const Interview::Progress progress = interview_.progress();
        if (!interview_.sheet().answers.empty())
            line(in_words(say(phrases::welcome_back, progress.answered, progress.asked)));
    }

    bool ask_enterprise() {
        const RawSheet& sheet = interview_.sheet();
        const std::array<std::pair<const char*, const Phrase*>, 3> attributes{
            {{"name", &phrases::ask_name}, {"id", &phrases::ask_id}, {"period", &phrases::ask_period}}};
        for (const auto& [key, phrase] : attributes) {
            const bool is_known =
                std::string_view(key) == "period" ? !sheet.period.empty() : sheet.attribute(key) != nullptr;
            if (is_known) continue;
            const auto text = io_.read_line(words(*phrase) + "> ");
            if (!text ||
                find_command(trim(*text).substr(trim(*text).starts_with(':') ? 1 : 0)) == Command::leave)
                return false;
            if (trim(*text).empty() || trim(*text).starts_with(':')) continue;
            interview_.set_attribute(key, std::string(trim(*text)));
            io_.save(sheet);
        }
        return true;
    }

    DialogueEnd leave() {
        line(words(phrases::left_safe));
        return DialogueEnd::left;
    }

    void finish() {
        if (!interview_.quick()) {
            line(words(phrases::all_asked));
            line(status());
            return;
        }
        const std::string ladder = ladder_words(*interview_.quick());
        line(styled("1",
                    in_words(say(interview_.is_decided() ? phrases::decided_after : phrases::undecided_after,
                                 ladder, asked_count_))));
    }

    // ------------------------------------------------------------------------------------------ one question

    /// False: the person leaves.
    bool ask(ItemIndex item) {
        if (shown_ != item) show_question(item);
        shown_ = item;
        const auto text = io_.read_line("> ");
        if (!text) return false;
        const std::string_view typed = trim(*text);
        if (typed.starts_with(':') || typed.starts_with("："))
            return obey(item, typed.substr(typed.starts_with(':') ? 1 : 3));
        if (typed.empty()) {
            pass(item);
        } else {
            take(item, typed);
        }
        return true;
    }

    void show_question(ItemIndex index) {
        const Item& item = *outline_[index].item;
        line("");
        wrapped(status(), "", "2");
        const std::string unit = in_words(item.unit).empty() ? "" : " [" + in_words(item.unit) + "]";
        wrapped(number_of(index) + " " + in_words(item.title) + unit, "", "1");
        const std::string& ask = question_text(item, style_.language);
        if (ask != in_words(item.title)) wrapped(ask, "  ");
        for (std::size_t option = 0; option < item.options.size(); ++option)
            show_option(item, option);
        if (item.options.empty()) wrapped(in_words(interview_.reader(index).describe_allowed()), "  ");
        if (item.type == AnswerType::multi) line("  " + words(phrases::several_allowed));
        if (item.derive) line("  " + words(phrases::computed_now));
        const Input* input = outline_[index].input;
        if (input && input->default_value)
            wrapped(
                in_words(say(phrases::assumed_when_skipped, value_words(item, input->default_value->text))),
                "  ");
        if (!item.evidence.empty()) wrapped(in_words(say(phrases::evidence_wanted, item.evidence)), "  ");
        if (const RawAnswer* given = interview_.answer_to(index))
            line("  " + in_words(say(phrases::answered_now, answer_words(item, *given))));
    }

    void show_option(const Item& item, std::size_t option) {
        const Option& shown = item.options[option];
        const std::string letter = option_letter(option).empty() ? shown.id.text : option_letter(option);
        wrapped(letter + ". " + (shown.text.empty() ? shown.id.text : in_words(shown.text)), "  ");
    }

    std::string number_of(ItemIndex item) const {
        for (const FormPart& part : interview_.plan())
            for (const FormLine& line : part.lines)
                if (line.item == item) return line.number;
        return {};
    }

    std::string value_words(const Item& item, const std::string& value) const {
        if (item.type == AnswerType::yesno && (value == "yes" || value == "no"))
            return words(value == "yes" ? phrases::yes : phrases::no);
        const auto option = tidu::find_option(item, value);
        const bool has_words = option && !item.options[*option].text.empty();
        return has_words ? in_words(item.options[*option].text) : value;
    }

    std::string answer_words(const Item& item, const RawAnswer& answer) const {
        if (answer.not_applicable) return in_words(say(phrases::not_applicable, answer.reason));
        std::string text;
        for (const RawValue& value : answer.values)
            text += (text.empty() ? "" : ", ") + value_words(item, value.text);
        return answer.is_list && text.empty() ? "[]" : text;
    }

    /// Where the ladders stand, in one line.
    std::string status() const {
        const Interview::Progress progress = interview_.progress();
        std::string text = in_words(say(phrases::progress_line, progress.answered, progress.asked));
        for (std::uint32_t ladder = 0; ladder < outline_.system().ladders.size(); ++ladder)
            if (!interview_.quick() || interview_.quick()->value == ladder)
                text += "  ·  " + ladder_words({ladder});
        return text;
    }

    std::string ladder_words(LadderIndex index) const {
        const Ladder& ladder = outline_.system().ladders[index.value];
        const LadderValue& value = interview_.evaluation().ladders[index.value];
        if (value.state == LadderState::not_applicable)
            return in_words(say(phrases::ladder_off, ladder.title));
        const auto rung = [&](Rung at) {
            return at == 0 ? words(phrases::rung_none) : in_words(ladder.levels[at - 1].title);
        };
        const Rung possible =
            value.state == LadderState::unknown ? static_cast<Rung>(ladder.levels.size()) : value.possible;
        if (value.level == possible)
            return in_words(say(phrases::ladder_decided, ladder.title, rung(possible)));
        return in_words(say(phrases::ladder_range, ladder.title, rung(value.level), rung(possible)));
    }

    // ------------------------------------------------------------------------------------------ what a line
    // does

    void take(ItemIndex item, std::string_view typed) {
        if (const auto reason = parse_not_applicable(typed); reason && !is_option(item, typed))
            return declare_not_applicable(item, *reason);
        if (const auto problem = interview_.answer(item, typed)) {
            line(styled("31", in_words(problem->message)));
            if (!problem->help.empty()) wrapped(in_words(problem->help), "  ");
            return;
        }
        io_.save(interview_.sheet());
        go_on(item);
    }

    bool is_option(ItemIndex item, std::string_view typed) const {
        return interview_.reader(item).understand(typed).not_applicable_option.has_value();
    }

    void declare_not_applicable(ItemIndex item, const std::string& reason) {
        if (outline_[item].item->not_applicable.mode == NotApplicableMode::forbidden)
            return line(styled("31", words(phrases::not_applicable_forbidden)));
        if (reason.empty()) return line(styled("31", words(phrases::needs_reason)));
        interview_.declare_not_applicable(item, reason);
        io_.save(interview_.sheet());
        go_on(item);
    }

    void go_on(ItemIndex item) {
        ++asked_count_;
        history_.push_back(item);
        current_.reset();
        shown_.reset();
    }

    void pass(ItemIndex item) {
        interview_.pass(item);
        history_.push_back(item);
        current_.reset();
        shown_.reset();
    }

    bool obey(ItemIndex item, std::string_view typed) {
        const std::size_t blank = std::min(typed.find(' '), typed.find("　"));
        const std::string_view word = typed.substr(0, blank);
        const std::string rest(blank < typed.size() ? trim(fold_outer(typed.substr(blank)))
                                                    : std::string_view());
        const auto command = find_command(word);
        if (!command) {
            line(in_words(say(phrases::no_such_command, word)));
            return true;
        }
        if (*command == Command::leave) return false;
        perform(*command, item, rest);
        return true;
    }

    static std::string_view fold_outer(std::string_view text) {
        constexpr std::string_view wide_blank = "　";
        while (text.starts_with(wide_blank))
            text.remove_prefix(wide_blank.size());
        return text;
    }

    void perform(Command command, ItemIndex item, const std::string& rest) {
        switch (command) {
            case Command::back:
                return go_back();
            case Command::skip:
                return pass(item);
            case Command::not_applicable:
                return declare_not_applicable(item, rest);
            case Command::evidence:
                interview_.set_evidence(item, split_pieces(rest));
                return note_down();
            case Command::note:
                interview_.set_note(item, rest);
                return note_down();
            case Command::jump:
                return jump(rest);
            case Command::clear:
                interview_.clear(item);
                return note_down();
            case Command::why:
                return tell_why(item);
            case Command::open:
                return list_open();
            case Command::help:
                return wrapped(words(phrases::commands), "  ");
            case Command::leave:
                return;
        }
    }

    void note_down() {
        io_.save(interview_.sheet());
        line(words(phrases::noted));
    }

    void go_back() {
        if (history_.empty()) return line(words(phrases::first_question));
        current_ = history_.back();
        history_.pop_back();
        shown_.reset();
    }

    /// By id, title or the number shown.
    void jump(const std::string& to) {
        for (const FormPart& part : interview_.plan())
            for (const FormLine& planned : part.lines)
                if (planned.item && to_lower_ascii(planned.number) == to_lower_ascii(to))
                    return go_to(*planned.item);
        const ItemNames names(outline_);
        if (const auto item = names.find(to)) return go_to(*item);
        line(in_words(say(phrases::no_such_question, to)));
        if (const auto nearest = names.nearest(to))
            line("  " + in_words(say(phrases::did_you_mean, *nearest)));
    }

    void go_to(ItemIndex item) {
        if (current_) history_.push_back(*current_);
        current_ = item;
        shown_.reset();
    }

    void tell_why(ItemIndex index) {
        const Item& item = *outline_[index].item;
        if (!item.note.empty()) wrapped(in_words(item.note), "  ");
        if (!item.tasks.empty()) {
            std::string tasks;
            for (const int task : item.tasks)
                tasks += (tasks.empty() ? "" : ", ") + std::to_string(task);
            line("  " + in_words(say(phrases::why_tasks, tasks)));
        }
        if (const auto node = outline_[index].node) {
            NodeIndex dimension = *node;
            while (outline_[dimension].depth > 1)
                dimension = *outline_[dimension].parent;
            line("  " + in_words(say(phrases::why_dimension, outline_[dimension].node->title)));
        } else if (item.note.empty()) {
            line("  " + words(phrases::why_input));
        }
    }

    void list_open() {
        std::vector<std::string> open;
        for (const FormPart& part : interview_.plan())
            for (const FormLine& planned : part.lines)
                if (planned.item && interview_.is_open(*planned.item))
                    open.push_back(planned.number + " " + in_words(outline_[*planned.item].item->title));
        line(in_words(say(phrases::open_questions, open.size())));
        for (const std::string& question : open)
            wrapped(question, "  ");
    }

    Interview& interview_;
    const Outline& outline_;
    const DialogueIo& io_;
    const DialogueStyle& style_;
    std::optional<ItemIndex> current_;  ///< being asked; none: the next is still to be found
    std::optional<ItemIndex> shown_;    ///< its words are on the screen already
    std::vector<ItemIndex> history_;    ///< left by answering or passing, for going back
    std::size_t asked_count_ = 0;
};

}  // namespace

DialogueEnd run_dialogue(Interview& interview, const DialogueIo& io, const DialogueStyle& style) {
    return Dialogue(interview, io, style).run();
}

}  // namespace tidu
