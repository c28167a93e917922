// SPDX-License-Identifier: Apache-2.0
// What the command line says, in both languages side by side. Texts of one command stand at the top of its
// cmd_*.cpp.
#pragma once

#include "tidu/text/message.h"

namespace tidu::cli::phrases {

// ---- the program
constexpr Phrase about{
    "tidu（梯度）：企业自评工具。按指标体系评分，确定所处等级，指出距下一级还差什么。",
    "tidu (the ladder): enterprise self-assessment. Scores answers with an indicator system, finds the level "
    "reached, and says what is missing for the next one."};
constexpr Phrase about_short{"梯度：企业自评工具", "the ladder: enterprise self-assessment"};
constexpr Phrase colon{"：", ": "};
constexpr Phrase heading_end{"：", ":"};
constexpr Phrase usage{"用法", "usage"};
constexpr Phrase commands_heading{"命令", "commands"};
constexpr Phrase arguments_heading{"参数", "arguments"};
constexpr Phrase options_heading{"选项", "options"};
constexpr Phrase examples_heading{"示例", "examples"};
constexpr Phrase exit_codes_heading{"退出码", "exit codes"};
constexpr Phrase name_heading{"名称", "NAME"};
constexpr Phrase synopsis_heading{"概要", "SYNOPSIS"};
constexpr Phrase description_heading{"说明", "DESCRIPTION"};
constexpr Phrase see_also_heading{"另见", "SEE ALSO"};
constexpr Phrase more_help{"“tidu COMMAND --help”显示某个命令的用法。",
                           "`tidu COMMAND --help` shows how a command is used."};
constexpr Phrase values_allowed{"可选值：{}", "one of: {}"};
constexpr Phrase exit_done{"完成（可能有警告）", "done, perhaps with warnings"};
constexpr Phrase exit_data_errors{
    "已完成，但数据或被检查的文件有错误，或未达到 --require 的等级",
    "done, but the data or the linted file had errors, or --require was not reached"};
constexpr Phrase exit_usage{"命令行有误", "the command line is wrong"};
constexpr Phrase exit_failed{"无法读取、写入或分配内存", "could not read, write or allocate"};

// ---- labels of what goes to standard error
constexpr Phrase error_label{"错误：", "error: "};
constexpr Phrase warning_label{"警告：", "warning: "};
constexpr Phrase help_label{"  建议：", "  help: "};
constexpr Phrase out_of_memory{"内存不足", "out of memory"};

// ---- a wrong command line
constexpr Phrase did_you_mean{"是不是想写 `{}`？", "did you mean `{}`?"};
constexpr Phrase one_of{"可选值：{}", "it is one of {}"};
constexpr Phrase unknown_command{"没有命令 `{}`", "there is no command `{}`"};
constexpr Phrase unknown_option{"没有选项 `{}`", "there is no option `{}`"};
constexpr Phrase unexpected_argument{"多余的参数 `{}`", "unexpected argument `{}`"};
constexpr Phrase argument_missing{"缺少参数 {}", "{} is missing"};
constexpr Phrase command_missing{"缺少命令", "a command is missing"};
constexpr Phrase subcommand_missing{"`{}` 之后缺少子命令", "a subcommand of `{}` is missing"};
constexpr Phrase value_missing{"选项 `{}` 缺少值 {}", "option `{}` needs a value {}"};
constexpr Phrase switch_takes_no_value{"选项 `{}` 不带值", "option `{}` takes no value"};
constexpr Phrase value_not_allowed{"`{}` 不是 {} 允许的值", "`{}` is not a value of {}"};
constexpr Phrase value_not_integer{"`{}` 不是 {} 要求的非负整数",
                                   "`{}` is not a whole number, which {} needs"};
constexpr Phrase value_not_number{"`{}` 不是 {} 要求的数", "`{}` is not a number, which {} needs"};
constexpr Phrase not_an_assignment{"`{}` 不是 {} 要求的 `ID=值` 形式",
                                   "`{}` is not of the form `ID=VALUE` that {} needs"};
constexpr Phrase unknown_ending{"`{}` 的扩展名不是任何可写的格式",
                                "the ending of `{}` is that of no format written here"};
constexpr Phrase name_a_format{"改用其他扩展名，或用 --format 指明：{}",
                               "use another ending, or say with --format which of {} it is"};
constexpr Phrase see_help{"用法见 `{}`", "see `{}`"};

constexpr Phrase unknown_system{"没有内置体系或文件 `{}`", "there is no bundled system and no file `{}`"};
constexpr Phrase unknown_system_help{"用 `tidu systems` 查看内置体系",
                                     "`tidu systems` lists the bundled ones"};

// ---- options that several commands share
constexpr Phrase lang_help{"输出语言（默认取自环境变量 LC_ALL、LC_MESSAGES、LANG）",
                           "language of all output (default: from LC_ALL, LC_MESSAGES, LANG)"};
constexpr Phrase color_help{"是否使用颜色（默认仅在终端上使用）", "colours (default: only on a terminal)"};
constexpr Phrase quiet_help{"只在标准错误输出上报告错误", "only errors on standard error"};
constexpr Phrase help_help{"显示本帮助", "show this help"};
constexpr Phrase system_argument_help{"指标体系（默认 general）", "indicator system (default general)"};
constexpr Phrase evidence_help{"strict：要求佐证而未列出佐证的答案按未答计",
                               "strict: an answer that needs evidence and names none counts as missing"};
constexpr Phrase digits_help{"分数的小数位数（默认 1，判定需要时自动增加）",
                             "decimals of scores (default 1; more where a verdict needs them)"};
constexpr Phrase system_help{
    "指标体系：内置体系的名称或文件路径（默认为答卷所指定的体系，未指定时为 general）",
    "indicator system: the name of a bundled one or a path (default: what the "
    "answers name, else general)"};
constexpr Phrase set_help{"设定或替换一个答案，可多次使用", "set or replace an answer; may be repeated"};
constexpr Phrase format_help{"输出格式（默认取自 -o 的扩展名）",
                             "output format (default: from the ending of -o)"};
constexpr Phrase output_help{"写入文件而非标准输出；要么写完整，要么不写",
                             "write to a file instead of standard output, whole or not at all"};

}  // namespace tidu::cli::phrases
