// SPDX-License-Identifier: Apache-2.0
#include "cli/command_line.h"

#include "catch.h"
#include "cli/commands.h"
#include "cli/completion.h"
#include "cli/help.h"
#include "tidu/text/utf8.h"

using namespace tidu;
using namespace tidu::cli;

namespace {

struct Values {
    bool verbose = false;
    bool all = false;
    std::string output;
    std::vector<std::string> sets;
    std::optional<std::uint32_t> digits;
    std::string file;
    std::vector<std::string> more;
};

CommandSpec example_command(Values& values) {
    return {
        .name = "example",
        .arguments = {{.name = "FILE", .target = &values.file},
                      {.name = "MORE", .target = &values.more, .required = false}},
        .options = {{.name = "verbose", .letter = 'v', .target = &values.verbose},
                    {.name = "all", .letter = 'a', .target = &values.all},
                    {.name = "output", .letter = 'o', .value = "FILE", .target = &values.output},
                    {.name = "set", .value = "ID=VALUE", .target = &values.sets},
                    {.name = "digits", .value = "N", .target = &values.digits}},
    };
}

Values parse(std::vector<std::string> words) {
    Values values;
    parse_arguments(example_command(values), words);
    return values;
}

std::string refusal(std::vector<std::string> words, Language language = Language::en) {
    try {
        parse(std::move(words));
    } catch (const UsageError& error) {
        return error.message().in(language) + (error.help().empty() ? "" : " / " + error.help().in(language));
    }
    return "accepted";
}

}  // namespace

TEST_CASE("values may stand in the word of their option or in the next one") {
    for (const std::vector<std::string>& words : {std::vector<std::string>{"a", "--output", "x"},
                                                  {"a", "--output=x"},
                                                  {"-o", "x", "a"},
                                                  {"-ox", "a"},
                                                  {"-vox", "a"}}) {
        CHECK(parse(words).output == "x");
        CHECK(parse(words).file == "a");
    }
}

TEST_CASE("letters of switches may share a word") {
    const Values values = parse({"-va", "f"});
    CHECK(values.verbose);
    CHECK(values.all);
}

TEST_CASE("lists take a value each time, the last argument takes the rest") {
    const Values values = parse({"f", "--set", "a=1", "g", "--set=b=2", "--", "-h"});
    CHECK(values.sets == std::vector<std::string>{"a=1", "b=2"});
    CHECK(values.more == std::vector<std::string>{"g", "-h"});
}

TEST_CASE("a dash and a negative number are arguments") {
    CHECK(parse({"-"}).file == "-");
    CHECK(parse({"-5"}).file == "-5");
}

TEST_CASE("a wrong command line is refused with the nearest match") {
    CHECK(refusal({"f", "--outptu", "x"}) == "there is no option `--outptu` / did you mean `--output`?");
    CHECK(refusal({"f", "--outptu", "x"}, Language::zh) == "没有选项 `--outptu` / 是不是想写 `--output`？");
    CHECK(refusal({"f", "-x"}) == "there is no option `-x`");
    CHECK(refusal({"f", "--output"}) == "option `--output` needs a value FILE");
    CHECK(refusal({"f", "--verbose=yes"}) == "option `--verbose` takes no value");
    CHECK(refusal({"f", "--digits", "-1"}) == "`-1` is not a whole number, which --digits needs");
    CHECK(refusal({}) == "FILE is missing");
}

TEST_CASE("words that name no command are refused with the nearest match") {
    const std::vector<CommandSpec> commands = all_commands();
    const std::vector<std::string> words{"complet", "bash"};
    CHECK_THROWS_AS(find_command(commands, words), UsageError);
    const std::vector<std::string> right{"completion", "bash"};
    const auto [command, rest] = find_command(commands, right);
    CHECK(command->name == "completion");
    CHECK(rest.size() == 1);
}

TEST_CASE("every command is described in both languages and fits its width") {
    const std::vector<CommandSpec> commands = all_commands();
    for (const CommandSpec& command : commands) {
        INFO(command.name);
        CHECK_FALSE(command.summary.zh.empty());
        CHECK_FALSE(command.summary.en.empty());
        CHECK((command.work || !command.subcommands.empty()));
        for (const OptionSpec& option : command.options) {
            INFO(option.name);
            CHECK_FALSE(option.help.zh.empty());
            CHECK_FALSE(option.help.en.empty());
            CHECK(option.value.empty() == std::holds_alternative<bool*>(option.target));
        }
        for (Language language : {Language::zh, Language::en})
            CHECK_FALSE(help_text(command, std::string(command.name), language, 80).empty());
    }
}

TEST_CASE("completion offers every command and option") {
    const std::vector<CommandSpec> commands = all_commands();
    const std::string script = bash_completion(commands, {"general"});
    for (const CommandSpec& command : commands) {
        CHECK(script.find("'" + std::string(command.name) + "')") != std::string::npos);
        for (const OptionSpec& option : command.options)
            CHECK(script.find("--" + std::string(option.name)) != std::string::npos);
    }
}
