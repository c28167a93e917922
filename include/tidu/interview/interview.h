// SPDX-License-Identifier: Apache-2.0
// The state of one interview: what is answered, what the ladders say so far, and what to ask next. Knows no
// terminal and no file.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/answers/bind.h"
#include "tidu/answers/form_plan.h"
#include "tidu/score/evaluation.h"
#include "tidu/score/program.h"

namespace tidu {

class Interview {
  public:
    /// Goes on from `start` (canonical form; empty for a new one). With `quick`, only what can change that
    /// ladder's level is asked, the most telling first.
    Interview(std::shared_ptr<const Program> program, RawSheet start,
              std::optional<LadderIndex> quick = std::nullopt);

    /// The next question: unanswered, not passed over in this interview, and applying as far as is known.
    /// None: all is asked, or the quick ladder is decided. Quick costs an evaluation for each answer that
    /// each open question may have.
    std::optional<ItemIndex> next() const;

    /// Understands and keeps an answer. An empty text changes nothing. The problem where it is not
    /// understood.
    std::optional<Misunderstanding> answer(ItemIndex item, std::string_view text);
    /// Takes an answer back.
    void clear(ItemIndex item);
    void declare_not_applicable(ItemIndex item, const std::string& reason);
    void set_note(ItemIndex item, std::string note);
    void set_evidence(ItemIndex item, std::vector<std::string> evidence);
    void set_attribute(const std::string& key, std::string value);
    /// Not asked again in this interview.
    void pass(ItemIndex item);

    bool is_decided() const;
    std::optional<LadderIndex> quick() const { return quick_; }
    /// Without a value of its own (a default is none) and applying as far as is known.
    bool is_open(ItemIndex item) const;
    const Program& program() const { return *program_; }
    const Outline& outline() const { return *program_->outline; }
    const Evaluation& evaluation() const { return evaluation_; }
    const AnswerReader& reader(ItemIndex item) const { return binder_.reader(item); }
    const std::vector<FormPart>& plan() const { return plan_; }
    const RawSheet& sheet() const { return sheet_; }
    /// Null: nothing is written for that item.
    const RawAnswer* answer_to(ItemIndex item) const;

    struct Progress {
        std::size_t answered = 0;  ///< derived ones too
        std::size_t asked = 0;     ///< that apply
    };
    Progress progress() const;

  private:
    RawAnswer& entry(ItemIndex item);
    void evaluate_again();
    bool is_left(ItemIndex item) const;
    std::optional<ItemIndex> next_in_plan() const;
    std::optional<ItemIndex> next_quick() const;
    std::optional<ItemIndex> open_part(ItemIndex item) const;
    double effect_of(ItemIndex item, Evaluation& trial) const;
    double openness(const Evaluation& evaluation) const;

    std::shared_ptr<const Program> program_;
    Binder binder_;
    std::vector<FormPart> plan_;
    std::optional<LadderIndex> quick_;
    RawSheet sheet_;
    std::vector<Answer> answers_;  ///< one per ItemIndex, defaults in
    std::vector<bool> passed_;     ///< one per ItemIndex
    Evaluation evaluation_;
};

}  // namespace tidu
