// SPDX-License-Identifier: Apache-2.0
// From raw answers to a checked sheet: finds the question of every answer, has its reader understand it,
// fills in defaults and says what is wrong. Between the readers of files and the scoring kernel.
#include "tidu/answers/bind.h"

#include <algorithm>

#include "phrases.h"
#include "tidu/answers/credit_code.h"
#include "tidu/answers/rules.h"

namespace tidu {
namespace {

const std::string& text_of(const RawSheet& raw, std::string_view attribute) {
    static const std::string none;
    const RawValue* value = raw.attribute(attribute);
    return value ? value->text : none;
}

/// The default as if a person had written it; a system that loaded has none that is not understood.
std::optional<Answer> default_of(const Outline::ItemEntry& entry, const AnswerReader& reader) {
    if (!entry.input || !entry.input->default_value) return std::nullopt;
    Answer answer = reader.understand(entry.input->default_value->text).answer;
    if (answer.state == AnswerState::missing) return std::nullopt;
    answer.assumed = true;
    return answer;
}

}  // namespace

/// One sheet while it is being bound.
class Binder::Sheet {
  public:
    Sheet(const Binder& binder, const RawSheet& raw)
        : binder_(binder), outline_(*binder.outline_), raw_(raw) {
        sheet_.answers.resize(outline_.items().size());
        sheet_.details.resize(outline_.items().size());
        is_given_.resize(outline_.items().size());
        is_overridden_.resize(outline_.items().size());
    }

    AnswerSheet bind(const BindOptions& options) {
        describe_sheet();
        check_system();
        check_id();
        for (const auto& [key, value, written] : options.imported)
            bind_override(key, value, written);
        for (const auto& [key, value] : options.overrides)
            bind_override(key, value, "--set " + key + "=" + value);
        for (const RawAnswer& answer : raw_.answers)
            bind_answer(answer);
        for (std::uint32_t item = 0; item < outline_.items().size(); ++item)
            complete({item});
        return std::move(sheet_);
    }

  private:
    void describe_sheet() {
        sheet_.id = text_of(raw_, "id");
        sheet_.name = text_of(raw_, "name");
        sheet_.period = raw_.period;
        for (const auto& [key, value] : raw_.enterprise)
            sheet_.attributes.emplace_back(key, value.text);
        take_credit_code();
        sheet_.place = raw_.place_of(raw_.span);
        sheet_.problems = raw_.problems;
    }

    void check_system() {
        const System& system = outline_.system();
        if (!raw_.system.empty() && raw_.system != system.id) {
            add(Severity::warning, rules::system_differs,
                say(phrases::system_differs, raw_.system, system.id), sheet_.place,
                say(phrases::choose_system, raw_.system));
        } else if (is_other_version()) {
            const std::string unasked = unasked_ids();
            add(Severity::warning, rules::version_differs,
                say(phrases::version_differs, raw_.system_version, system.version), sheet_.place,
                unasked.empty() ? Message() : say(phrases::not_asked_then, unasked));
        }
    }

    /// A form carries every question it asks, by an id that may have become another's title.
    std::string unasked_ids() const {
        std::vector<bool> is_asked(outline_.items().size());
        for (const RawAnswer& answer : raw_.answers)
            if (const auto item = binder_.names_.find(answer.key)) is_asked[item->value] = true;
        std::string ids;
        for (std::size_t item = 0; item < is_asked.size(); ++item)
            if (!is_asked[item]) ids += (ids.empty() ? "" : ", ") + outline_.items()[item].item->id.text;
        return ids;
    }

    bool is_other_version() const {
        return !raw_.system_version.empty() && raw_.system_version != outline_.system().version;
    }

    /// One enterprise has one code however it is written. Other ids stay as they are.
    void take_credit_code() {
        if (!outline_.system().is_about_enterprises()) return;
        auto code = normalise_credit_code(sheet_.id);
        if (!code) return;
        sheet_.id = std::move(*code);
        for (auto& [key, value] : sheet_.attributes)
            if (key == "id") value = sheet_.id;
        has_credit_code_ = true;
    }

    /// Only what looks like a credit code is checked: enterprises may have other ids.
    void check_id() {
        if (outline_.system().is_about_enterprises() && is_number_of_spreadsheet(sheet_.id))
            add(Severity::warning, rules::credit_code, say(phrases::id_as_number, sheet_.id),
                raw_.place_of(*raw_.attribute("id")), say(phrases::format_as_text));
        if (!has_credit_code_) return;
        const auto fault = check_credit_code(sheet_.id);
        if (!fault) return;
        const std::string position = std::to_string(fault->position);
        Message message =
            fault->fault == CreditCodeFault::forbidden_character
                ? say(phrases::credit_code_letter, sheet_.id, position)
                : say(phrases::credit_code_check, sheet_.id, position, std::string(1, fault->expected));
        add(Severity::warning, rules::credit_code, std::move(message), raw_.place_of(*raw_.attribute("id")),
            say(phrases::check_credit_code));
    }

    /// The command line has no lines and columns: what was written there is the place.
    void bind_override(const std::string& key, const std::string& value, const std::string& written) {
        const Place place = Place::of_file(std::make_shared<const Source>(Source{written, {}}));
        const auto item = binder_.names_.find(key);
        if (!item) return report_unknown(key, place);
        RawAnswer answer;
        answer.key = key;
        answer.values.push_back({value, {}, false});
        is_overridden_[item->value] = true;
        sheet_.details[item->value] = {};
        sheet_.details[item->value].place = place;
        take(*item, answer, place);
    }

    void bind_answer(const RawAnswer& answer) {
        const Place place = answer.values.empty() ? raw_.place_of(answer.key_span, answer.sheet)
                                                  : raw_.place_of(answer.values.front(), answer.sheet);
        const auto item = binder_.names_.find(answer.key);
        if (!item) return report_unknown(answer.key, raw_.place_of(answer.key_span, answer.sheet));
        if (is_overridden_[item->value]) return;
        AnswerDetails& details = sheet_.details[item->value];
        if (is_given_[item->value])
            return report_repeated(*item, raw_.place_of(answer.key_span, answer.sheet));
        is_given_[item->value] = true;
        details.place = place;
        details.reason = answer.reason;
        details.evidence = answer.evidence;
        details.note = answer.note;
        sheet_.answers[item->value].evidence_count = static_cast<std::uint32_t>(answer.evidence.size());
        // The form's own formulas are left to the kernel, which knows the same parts.
        if (answer.is_uncomputed && !outline_[*item].item->derive)
            add(Severity::warning, rules::answer_shape, say(phrases::formula_without_value), place,
                say(phrases::save_with_values))
                .subject = id_of(*item);
        take(*item, answer, place);
    }

    /// Understands the value and stores it, or says why it cannot be.
    void take(ItemIndex item, const RawAnswer& answer, const Place& place) {
        Understanding understanding = binder_.reader(item).understand(answer);
        if (answer.not_applicable) declare_not_applicable(understanding);
        if (understanding.problem) {
            const Misunderstanding& problem = *understanding.problem;
            const bool has_place =
                problem.value < answer.values.size() && answer.values[problem.value].span.line > 0;
            const Place at = has_place ? raw_.place_of(answer.values[problem.value], answer.sheet) : place;
            add(Severity::error, problem.rule, problem.message, at, problem.help).subject = id_of(item);
            return;
        }
        Answer& stored = sheet_.answers[item.value];
        understanding.answer.evidence_count = stored.evidence_count;
        stored = understanding.answer;
        if (stored.state == AnswerState::not_applicable)
            check_not_applicable(item, understanding.reason, place);
    }

    static void declare_not_applicable(Understanding& understanding) {
        if (understanding.problem) return;
        if (understanding.answer.state == AnswerState::known) {
            understanding.problem =
                Misunderstanding{rules::answer_shape, say(phrases::value_and_not_applicable),
                                 say(phrases::value_or_not_applicable)};
        }
        understanding.answer.state = AnswerState::not_applicable;
    }

    void check_not_applicable(ItemIndex item, const std::string& reason, const Place& place) {
        const bool is_forbidden = outline_[item].item->not_applicable.mode == NotApplicableMode::forbidden;
        AnswerDetails& details = sheet_.details[item.value];
        if (!reason.empty()) details.reason = reason;
        // A question that is off may be declared not applicable whatever its rule: the kernel judges
        // questions.
        if (is_forbidden && outline_[item].input) {
            add(Severity::error, rules::not_applicable_forbidden,
                say(phrases::not_applicable_forbidden, id_of(item)), place,
                binder_.reader(item).describe_allowed())
                .subject = id_of(item);
        } else if (!is_forbidden && details.reason.empty()) {
            add(Severity::warning, rules::not_applicable_reason, say(phrases::reason_missing, id_of(item)),
                place, say(phrases::give_reason))
                .subject = id_of(item);
        }
    }

    void complete(ItemIndex item) {
        const Outline::ItemEntry& entry = outline_[item];
        Answer& answer = sheet_.answers[item.value];
        if (!entry.input || answer.state != AnswerState::missing || has_problem_with(item)) return;
        if (binder_.defaults_[item.value]) {
            const std::uint32_t evidence_count = answer.evidence_count;
            answer = *binder_.defaults_[item.value];
            answer.evidence_count = evidence_count;
        } else if (entry.input->required && !entry.item->derive) {
            const Place& asked = sheet_.details[item.value].place;
            add(Severity::error, rules::required_answer,
                say(phrases::required_answer, id_of(item), entry.item->title),
                asked.kind == PlaceKind::nowhere ? sheet_.place : asked,
                say(phrases::answer_or_value, id_of(item)))
                .subject = id_of(item);
        }
    }

    /// An answer that was given but not understood is not reported as missing too, nor replaced by a default.
    bool has_problem_with(ItemIndex item) const {
        for (const Diagnostic& problem : sheet_.problems.items())
            if (problem.severity == Severity::error && problem.subject == id_of(item)) return true;
        return false;
    }

    void report_unknown(const std::string& key, Place place) {
        if (outline_.find_node(key)) {
            add(Severity::error, rules::not_a_question, say(phrases::not_a_question, key), std::move(place),
                say(phrases::answer_its_questions))
                .subject = key;
            return;
        }
        if (is_other_version()) {
            add(Severity::warning, rules::unknown_id, say(phrases::old_question, key), std::move(place), {})
                .subject = key;
            return;
        }
        const auto nearest = binder_.names_.nearest(key);
        add(Severity::error, rules::unknown_id, say(phrases::unknown_id, key), std::move(place),
            nearest ? say(phrases::did_you_mean, *nearest) : say(phrases::list_ids))
            .subject = key;
    }

    void report_repeated(ItemIndex item, Place place) {
        Diagnostic& problem =
            add(Severity::error, rules::repeated_answer, say(phrases::repeated_answer, id_of(item)),
                std::move(place), say(phrases::keep_one_answer));
        problem.subject = id_of(item);
        Diagnostic first;
        first.severity = Severity::note;
        first.rule = rules::repeated_answer;
        first.message = say(phrases::first_here);
        first.place = sheet_.details[item.value].place;
        problem.notes.push_back(std::move(first));
    }

    const std::string& id_of(ItemIndex item) const { return outline_[item].item->id.text; }

    Diagnostic& add(Severity severity, std::string_view rule, Message message, Place place, Message help) {
        Diagnostic problem;
        problem.severity = severity;
        problem.rule = rule;
        problem.message = std::move(message);
        problem.place = std::move(place);
        problem.help = std::move(help);
        return sheet_.problems.add(std::move(problem));
    }

    const Binder& binder_;
    const Outline& outline_;
    const RawSheet& raw_;
    AnswerSheet sheet_;
    bool has_credit_code_ = false;
    std::vector<bool> is_given_;       ///< by the sheet
    std::vector<bool> is_overridden_;  ///< by --set
};

Binder::Binder(const Outline& outline) : outline_(&outline), names_(outline) {
    readers_.reserve(outline.items().size());
    defaults_.reserve(outline.items().size());
    for (const Outline::ItemEntry& entry : outline.items()) {
        readers_.emplace_back(*entry.item);
        defaults_.push_back(default_of(entry, readers_.back()));
    }
}

AnswerSheet Binder::bind(const RawSheet& raw, const BindOptions& options) const {
    return Sheet(*this, raw).bind(options);
}

AnswerSheet bind_answers(const Outline& outline, const RawSheet& raw, const BindOptions& options) {
    return Binder(outline).bind(raw, options);
}

}  // namespace tidu
