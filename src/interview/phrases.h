// SPDX-License-Identifier: Apache-2.0
// Everything the interview says.
#pragma once

#include "tidu/text/message.h"

// Not inline: each room has phrases of the same name.
namespace tidu::phrases {

constexpr Phrase welcome{
    "{0}\n直接输入答案；回车跳过；:? 显示全部命令。每答一题即保存。",
    "{0}\nType the answer; Enter skips; :? shows all commands. Every answer is saved at once."};
constexpr Phrase welcome_back{"接着上次：已答 {0} / {1} 题", "going on: {0} of {1} answered"};
constexpr Phrase commands{
    ":b 上一题    :s 跳过    :na 原因  不适用    :e 文件; 文件  佐证    :n 文字  备注\n"
    ":j 编号  跳到某题    :c 清除答案    :w 为什么问    :l 未答的题    :q 保存并退出",
    ":b back    :s skip    :na REASON  not applicable    :e FILE; FILE  evidence    :n TEXT  note\n"
    ":j ID  jump    :c clear the answer    :w why it is asked    :l what is open    :q save and leave"};
constexpr Phrase ask_id{"统一社会信用代码（可跳过）", "unified social credit code (may be skipped)"};
constexpr Phrase ask_name{"企业名称（可跳过）", "name of the enterprise (may be skipped)"};
constexpr Phrase ask_period{"评估期，如 2026（可跳过）", "period, such as 2026 (may be skipped)"};
constexpr Phrase answered_now{"现在的答案：{}", "answer now: {}"};
constexpr Phrase computed_now{"可由其他答案算出；也可直接填写",
                              "follows from other answers; may be answered itself"};
constexpr Phrase assumed_when_skipped{"跳过则按“{}”计", "skipped, it counts as `{}`"};
constexpr Phrase evidence_wanted{"证明材料：{}", "evidence: {}"};
constexpr Phrase why_tasks{"服务于行动计划任务 {}", "serves tasks {} of the action plan"};
constexpr Phrase why_dimension{"计入“{}”", "counts in `{}`"};
constexpr Phrase why_input{"企业情况，决定哪些题适用、如何加权",
                           "a fact about the enterprise: decides what applies and how it weighs"};
constexpr Phrase several_allowed{"可多选，写成 A,C；都没有写 []",
                                 "several may be chosen, as A,C; none is []"};
constexpr Phrase progress_line{"已答 {0} / {1} 题", "{0} of {1} answered"};
constexpr Phrase rung_none{"未达最低级", "below the first level"};
constexpr Phrase ladder_decided{"{0}：{1}", "{0}: {1}"};
constexpr Phrase ladder_range{"{0}：{1} ～ {2}", "{0}: {1} – {2}"};
constexpr Phrase ladder_off{"{0}：不适用", "{0}: does not apply"};
constexpr Phrase decided_after{"等级已定：{0}，共问了 {1} 题", "decided: {0}, after {1} questions"};
constexpr Phrase undecided_after{
    "能问的都问了，等级还不能确定：{0}，共问了 {1} 题",
    "nothing is left to ask and the level is not decided: {0}, after {1} questions"};
constexpr Phrase all_asked{"全部问完", "that was all"};
constexpr Phrase left_safe{"已保存，随时可以接着答", "saved; go on whenever you like"};
constexpr Phrase no_such_question{"没有编号为 `{}` 的题目", "there is no question `{}`"};
constexpr Phrase did_you_mean{"是不是想写 `{}`？", "did you mean `{}`?"};
constexpr Phrase no_such_command{"没有这个命令：`{}`；:? 显示全部命令",
                                 "there is no command `{}`; :? shows all"};
constexpr Phrase first_question{"这已是第一题", "this is the first question"};
constexpr Phrase needs_reason{"请写明原因，例如 :na 无窑炉", "say why, such as :na no furnace"};
constexpr Phrase not_applicable_forbidden{"这道题不允许填“不适用”",
                                          "this question may not be declared not applicable"};
constexpr Phrase noted{"已记下", "noted"};
constexpr Phrase open_questions{"还有 {} 题未答：", "{} questions are open:"};
constexpr Phrase not_applicable{"不适用（{}）", "not applicable ({})"};
constexpr Phrase yes{"是", "yes"};
constexpr Phrase no{"否", "no"};

}  // namespace tidu::phrases
