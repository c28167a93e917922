// SPDX-License-Identifier: Apache-2.0
#include "cli/diff_effect.h"

#include "cli/read_sheets.h"
#include "cli/stored_results.h"
#include "tidu/answers/bind.h"
#include "tidu/batch/batch.h"
#include "tidu/codec/file.h"
#include "tidu/codec/json_write.h"
#include "tidu/result/assemble.h"
#include "tidu/result/file.h"
#include "tidu/text/error.h"

namespace tidu::cli {
namespace {

constexpr Phrase other_system{"{}：答卷属于体系 `{}`，不参与比较",
                              "{}: the answers are for system `{}` and are left out"};

class EffectFinder {
  public:
    EffectFinder(std::string old_system, DiffEffect& effect, OpenPrograms& programs, Console& console)
        : old_system_(std::move(old_system)),
          effect_(effect),
          programs_(programs),
          console_(console),
          old_binder_(*effect.before->outline),
          new_binder_(*effect.after->outline) {}

    /// One file that cannot be read does not stop the others; the exit code tells.
    void take(const std::string& path) {
        Diagnostics diagnostics;
        try {
            for (const RawSheet& sheet : sheets_of(path, diagnostics))
                take_sheet(path, sheet);
        } catch (const IoError& error) {
            effect_.exit_code = ExitCode::failed;
            console_.error(error.message());
        }
        if (diagnostics.has_errors()) note_data_error();
        console_.report(diagnostics);
    }

  private:
    std::vector<RawSheet> sheets_of(const std::string& path, Diagnostics& diagnostics) {
        std::vector<RawSheet> sheets;
        if (is_result_file(path)) {
            const auto source =
                std::make_shared<const Source>(Source{display_name_of_input(path), read_file(path)});
            if (const auto records = read_results(source, diagnostics))
                for (const AssessmentRecord& record : *records)
                    sheets.push_back(answers_of(record, source));
            return sheets;
        }
        for (OpenedSheet& opened : read_sheets({path, old_system_, {}, {}}, programs_, console_, diagnostics))
            sheets.push_back(std::move(opened.raw));
        return sheets;
    }

    void take_sheet(const std::string& path, const RawSheet& sheet) {
        const Outline& before = old_binder_.outline();
        const Outline& after = new_binder_.outline();
        if (!sheet.system.empty() && sheet.system != before.system().id &&
            sheet.system != after.system().id) {
            note_data_error();
            console_.error(say(other_system, path, sheet.system));
            return;
        }
        const AssessmentRecord by_old = assessed(*effect_.before, old_binder_, new_binder_, sheet);
        const AssessmentRecord by_new = assessed(*effect_.after, new_binder_, old_binder_, sheet);
        effect_.enterprises.push_back(compare_versions(by_old, by_new, before, after));
        const Place place = sheet.place_of(sheet.span);
        effect_.enterprises.back().place = {describe(place, Language::zh), describe(place, Language::en)};
        if (!effect_.enterprises.back().is_compared()) note_data_error();
    }

    AssessmentRecord assessed(const Program& program, const Binder& own, const Binder& other,
                              const RawSheet& sheet) {
        return assess(program, own.bind(answers_for(sheet, own.names(), other.names())), {}, evaluation_);
    }

    void note_data_error() {
        if (effect_.exit_code == ExitCode::done) effect_.exit_code = ExitCode::data_errors;
    }

    std::string old_system_;
    DiffEffect& effect_;
    OpenPrograms& programs_;
    Console& console_;
    Binder old_binder_;
    Binder new_binder_;
    Evaluation evaluation_;
};

void write_optional(JsonWriter& json, std::string_view key, const std::optional<double>& value) {
    if (value) json.member(key, *value);
}

void write_enterprise(JsonWriter& json, const EnterpriseEffect& effect) {
    json.open_object();
    json.member("id", effect.id);
    json.member("name", effect.name);
    write_optional(json, "total_before", effect.total_before);
    write_optional(json, "total_after", effect.total_after);
    if (!effect.is_compared()) {
        json.member("invalid_by", effect.is_valid_before ? "new" : "old");
        json.key("problem");
        json.open_object();
        json.member("zh", effect.problem.zh);
        json.member("en", effect.problem.en);
        json.close_object();
    }
    json.key("ladders");
    json.open_array();
    for (const LadderChange& ladder : effect.ladders) {
        json.open_object();
        json.member("id", ladder.id);
        json.member("before", ladder.before);
        json.member("after", ladder.after);
        json.member("direction", name_of(ladder.direction));
        json.close_object();
    }
    json.close_array();
    json.close_object();
}

}  // namespace

DiffEffect find_effect(const std::string& old_system, const std::string& new_system,
                       const std::vector<std::string>& paths, Console& console) {
    DiffEffect effect;
    OpenPrograms programs(console);
    effect.before = programs.open(old_system);
    effect.after = programs.open(new_system);
    if (!effect.before || !effect.after) {
        effect.exit_code = ExitCode::data_errors;
        return effect;
    }
    EffectFinder finder(old_system, effect, programs, console);
    for (const std::string& path : input_files(paths))
        finder.take(path);
    return effect;
}

void write_effect(JsonWriter& json, const std::vector<EnterpriseEffect>& effects) {
    const EffectSummary summary = summarise(effects);
    json.key("effect");
    json.open_object();
    json.member("compared", summary.compared);
    json.member("refused", summary.refused);
    json.member("rising", summary.rising);
    json.member("falling", summary.falling);
    write_optional(json, "mean_change", summary.mean_change);
    write_optional(json, "lowest_change", summary.lowest_change);
    write_optional(json, "highest_change", summary.highest_change);
    json.key("enterprises");
    json.open_array();
    for (const EnterpriseEffect& effect : effects)
        write_enterprise(json, effect);
    json.close_array();
    json.close_object();
}

}  // namespace tidu::cli
