// SPDX-License-Identifier: Apache-2.0
// What the commands of the annual drive share: opening its files with a line in the audit block, and writing
// results as text, Markdown, HTML, CSV or JSON.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/command_line.h"
#include "cli/console.h"
#include "tidu/report/document.h"
#include "tidu/survey/audit.h"
#include "tidu/survey/estimate_table.h"
#include "tidu/survey/manifest.h"
#include "tidu/survey/registry.h"
#include "tidu/survey/results_table.h"
#include "tidu/survey/table.h"

namespace tidu {
class JsonWriter;
}

namespace tidu::cli {

/// Options of every command of the drive.
struct DriveOptions {
    std::string format;
    std::string output;
    std::string time;                       ///< UTC, for the audit block: results never read a clock
    std::vector<std::string_view> formats;  ///< that the command writes, text first
};
/// `--format`, `-o`, `--time`, to be put behind a command's own options.
std::vector<OptionSpec> drive_options(DriveOptions& options, std::vector<std::string_view> formats);

/// One run of a command: its console, its audit block, its findings.
class DriveRun {
  public:
    /// Throws UsageError where the ending of `-o` is that of no format the command writes.
    DriveRun(std::string command, const DriveOptions& options, Console& console);

    Console& console() { return console_; }
    const Console& console() const { return console_; }
    survey::Audit& audit() { return audit_; }
    bool in_chinese() const { return console_.language() == Language::zh; }
    std::string word(const Phrase& phrase) const { return say(phrase).in(console_.language()); }

    /// Records an option as it was in force.
    void note(std::string name, std::string value) {
        audit_.options.emplace_back(std::move(name), std::move(value));
    }
    /// Records a decision and tells it.
    void decide(Message message);
    /// Reports findings on standard error, the first ten of each rule and how many more there are.
    void report(const Diagnostics& diagnostics);
    bool has_errors() const { return has_errors_; }

    // Each opens a file, reports what is wrong with it and gives nothing when it cannot be used.
    std::optional<survey::TextTable> open_table(const std::string& path, std::string role);
    std::optional<survey::TextTable> open_estimates(const std::string& path);
    std::optional<survey::ScoredTable> open_results(const std::string& path, std::string role = "results");
    std::optional<survey::Registry> open_registry(const std::string& path, survey::UnitIds ids,
                                                  std::string role = "registry");
    std::optional<survey::SampleManifest> open_manifest(const std::string& path,
                                                        std::string role = "manifest");

    /// Null when the system (empty: the default one) has errors.
    std::shared_ptr<const System> open_system(const std::string& system, std::string role = "system");

    /// A finished result in every form it can take; an empty form cannot be asked for.
    struct Result {
        Document document;
        std::string csv;
        std::string json;
    };
    /// Writes the result in the wanted form. Beside a CSV file stands its audit block, `FILE.audit.json`; on
    /// standard output every row carries the run id and the block goes to standard error.
    void write(Result result);

    /// `--format`, else what the ending of `-o` names, else `text`.
    std::string_view format() const { return format_; }

  private:
    const DriveOptions& options_;
    std::string_view format_;
    Console& console_;
    survey::Audit audit_;
    bool has_errors_ = false;
};

/// Throws UsageError where `path`, which may be empty, has another ending than that of a table: `.csv` or
/// none.
void need_table_ending(const std::string& path);

/// The levels of a ladder. Throws UsageError for one that the system does not have.
survey::LadderScale need_ladder(const System& system, const std::string& ladder);

/// `a,b` -> a and b
std::vector<std::string> split_commas(const std::string& text);
/// A share as an exact fraction; throws UsageError.
survey::Rate need_rate(const std::string& text);
/// `--confidence LEVEL`
OptionSpec confidence_option(std::string& level);
/// `95%` or `0.95`, 0.95 where nothing is given; throws UsageError for what is not above 0 and below 1.
double need_confidence(const std::string& text);
/// `credit_code` (or nothing) and `any`
survey::UnitIds unit_ids_of(const std::string& word);
OptionSpec ids_option(std::string& word);

/// `12,345`
std::string grouped(std::uint64_t number);
/// `45.2 %`
std::string percent_text(double share, int digits = 1);

}  // namespace tidu::cli
