// SPDX-License-Identifier: Apache-2.0
#include "cli/open_system.h"

#include "cli/command_line.h"
#include "cli/phrases.h"
#include "tidu/codec/file.h"
#include "tidu/codec/tree.h"
#include "tidu/system/bundled.h"
#include "tidu/system/lint.h"
#include "tidu/system/load.h"
#include "tidu/system/outline.h"
#include "tidu/text/suggest.h"

namespace tidu::cli {
namespace {

bool looks_like_path(const std::string& name) {
    return name.find('/') != std::string::npos || name.ends_with(".yaml") || name.ends_with(".yml") ||
           name == standard_stream;
}

Diagnostics errors_in(const Diagnostics& diagnostics) {
    Diagnostics errors;
    for (const Diagnostic& diagnostic : diagnostics.items())
        if (diagnostic.severity == Severity::error) errors.add(diagnostic);
    return errors;
}

/// Only errors are shown: what is merely doubtful is for the author, who runs `tidu lint`. Errors of lint
/// count too, since scoring takes for granted what they are about (scales that rise and cover their range
/// ...).
std::shared_ptr<const System> load_file(const std::string& path, Console& console) {
    Diagnostics diagnostics;
    std::shared_ptr<const System> system;
    if (const SourcePtr source = read_source(path, TreeLimits().bytes, diagnostics))
        system = load_system(source, diagnostics);
    if (system) lint_system(Outline(system), diagnostics);
    const Diagnostics errors = errors_in(diagnostics);
    console.report(errors);
    return errors.empty() ? system : nullptr;
}

}  // namespace

std::vector<std::string> bundled_system_names() {
    std::vector<std::string> names;
    for (const BundledFile& file : bundled_files())
        if (unpack_tree(file.tree).view().find("tidu").exists()) names.emplace_back(file.id);
    return names;
}

std::shared_ptr<const System> open_system(const std::string& name, Console& console) {
    if (!looks_like_path(name))
        if (std::shared_ptr<const System> bundled = load_bundled_system(name)) return bundled;
    if (looks_like_path(name) || file_exists(name)) return load_file(name, console);
    const std::optional<std::string> nearest = nearest_match(name, bundled_system_names());
    throw UsageError(say(phrases::unknown_system, name),
                     nearest ? say(phrases::did_you_mean, *nearest) : say(phrases::unknown_system_help));
}

std::shared_ptr<const Program> OpenPrograms::open(const std::string& name) {
    const auto [entry, is_new] = programs_.try_emplace(name);
    if (!is_new) return entry->second;
    if (const std::shared_ptr<const System> system = open_system(name, console_))
        entry->second = compile(std::make_shared<const Outline>(system));
    else
        has_failed_ = true;
    return entry->second;
}

}  // namespace tidu::cli
