// SPDX-License-Identifier: Apache-2.0
// Everything the answers room says.
#pragma once

#include "tidu/text/message.h"

// Not inline: each room has phrases of the same name.
namespace tidu::phrases {

// What was seen.
constexpr Phrase not_a_number{"不是数字：`{}`", "not a number: `{}`"};
constexpr Phrase out_of_range{"`{0}` 超出范围 {1} 至 {2}", "`{0}` is outside the range from {1} to {2}"};
constexpr Phrase not_yes_or_no{"不是“是”或“否”：`{}`", "neither yes nor no: `{}`"};
constexpr Phrase unknown_option{"没有这个选项：`{}`", "no such option: `{}`"};
constexpr Phrase one_answer{"只能填一个答案，却有 {} 个", "takes one answer, {} are given"};
constexpr Phrase list_for_one{"只能填一个答案，却写成了空列表", "takes one answer, an empty list is given"};
constexpr Phrase exclusive_option{"选项 `{}` 不能与其他选项同时选", "option `{}` cannot stand beside others"};
constexpr Phrase value_and_not_applicable{"既填了答案，又声明不适用",
                                          "has a value and is declared not applicable"};
constexpr Phrase unknown_id{"没有编号或名称为 `{}` 的题目", "no question has the id or title `{}`"};
constexpr Phrase old_question{"新版中没有题目 `{}`，其答案不采用",
                              "this version has no question `{}`; its answer is not used"};
constexpr Phrase not_a_question{"`{}` 是一组题目，不能直接作答",
                                "`{}` is a group of questions and has no answer itself"};
constexpr Phrase repeated_answer{"题目 `{}` 答了两次", "question `{}` is answered twice"};
constexpr Phrase first_here{"第一次在这里", "first answered here"};
constexpr Phrase not_applicable_forbidden{"`{}` 不允许填“不适用”", "`{}` may not be declared not applicable"};
constexpr Phrase reason_missing{"`{}` 声明不适用但没有说明原因",
                                "`{}` is declared not applicable without a reason"};
constexpr Phrase required_answer{"缺少必填项 `{0}`（{1}）", "required answer is missing: `{0}` ({1})"};
constexpr Phrase credit_code_check{"统一社会信用代码 `{0}` 第 {1} 位的校验字符不对，按前面各位应为 {2}",
                                   "wrong check character {1} of the credit code `{0}`: the others give {2}"};
constexpr Phrase credit_code_letter{"统一社会信用代码 `{0}` 第 {1} 位不是代码中会用的字符",
                                    "character {1} of the credit code `{0}` is not one that codes use"};
constexpr Phrase id_as_number{"编号 `{}` 被表格软件改成了数字，后几位已丢失",
                              "a spreadsheet has made a number of the id `{}`: its last digits are lost"};
constexpr Phrase system_differs{"答卷属于体系 `{0}`，现按 `{1}` 评估",
                                "the sheet names system `{0}` but is assessed with `{1}`"};
constexpr Phrase version_differs{
    "表格按 {0} 版制作，现按 {1} 版读取：相同的题目照用",
    "the form was made for version {0} and is read with {1}: what is the same is used"};

constexpr Phrase sheet_not_mapping{"这不是一份答卷", "this is not an answer sheet"};
constexpr Phrase unknown_sheet_key{"答卷中没有这一项：`{}`", "an answer sheet has no key `{}`"};
constexpr Phrase unknown_answer_key{"答案中没有这一项：`{}`", "an answer has no key `{}`"};
constexpr Phrase not_a_mapping{"`{}` 下面应是“键: 值”", "`{}` must hold keys with values"};
constexpr Phrase not_a_text{"`{}` 应是一段文字", "`{}` must be one text"};
constexpr Phrase not_true_or_false{"`{}` 应是 true 或 false", "`{}` must be true or false"};
constexpr Phrase answer_too_deep{"`{}` 的答案层次过深", "the answer to `{}` is nested too deeply"};

constexpr Phrase repeated_sheet{"企业 `{}` 出现了两次", "enterprise `{}` appears twice"};
constexpr Phrase repeated_sheet_period{"企业 `{0}` 在 {1} 期出现了两次",
                                       "enterprise `{0}` appears twice for period {1}"};
constexpr Phrase first_sheet{"第一次在这里", "first here"};
constexpr Phrase unknown_column{"不认识这一列：`{}`，其内容不采用",
                                "unknown column `{}`; what stands in it is not used"};
constexpr Phrase repeated_column{"列 `{0}` 与 {1} 重复，后一列不采用",
                                 "column `{0}` is there already ({1}); the later one is not used"};
constexpr Phrase row_too_short{"这一行只有 {0} 格，表头有 {1} 格，缺的按空白计",
                               "{0} cells under {1} headings; the rest counts as empty"};
constexpr Phrase row_too_long{"表头只有 {0} 列，多出的格子里有 `{1}`",
                              "a cell beyond the {0} headings holds `{1}`"};
constexpr Phrase cell_without_heading{"这一列没有表头，格子里却有 `{}`",
                                      "a column without a heading holds `{}`"};
constexpr Phrase titles_above{"表头取自第 {} 行，上面的标题不读",
                              "the headings stand in row {}; the titles above them are not read"};
constexpr Phrase sheet_passed_over{"工作表 `{}` 没有认识的表头，不当作答卷读取",
                                   "sheet `{}` has no headings that are known and is passed over"};
constexpr Phrase hidden_sheet{"隐藏的工作表 `{}` 不读", "the hidden sheet `{}` is not read"};
constexpr Phrase sheet_not_of_form{"工作表 `{}` 不是问卷原有的，不读",
                                   "sheet `{}` is not one of the form's and is not read"};
constexpr Phrase ids_lost{
    "工作表 `{}` 缺了隐藏的题目编号（第 1 行或 A 列），上面的答案无法读取",
    "sheet `{}` has lost its hidden ids (row 1 or column A): its answers cannot be read"};
constexpr Phrase sheet_gone{"问卷的工作表 `{}` 不见了，其中的题目按未答计",
                            "the form's sheet `{}` is gone; its questions count as not answered"};
constexpr Phrase merged_across{"合并单元格 {0} 横跨几列，其中的 `{1}` 不知是哪一列的",
                               "the merged cells {0} lie across several columns; which one `{1}` is for "
                               "cannot be told"};
constexpr Phrase formula_without_value{"公式没有保存计算结果，按空白计",
                                       "formula without a value; it counts as empty"};
constexpr Phrase value_without_question{"这一行有答案 `{}`，却没有题目编号",
                                        "the answer `{}` has no question beside it"};
constexpr Phrase not_a_tick{"这里只能打 √ 或留空，却填了 `{}`", "a tick or nothing was expected, not `{}`"};
constexpr Phrase no_answers{"文件中没有答卷", "the file holds no answers"};
constexpr Phrase foreign_file{"这是 PDF 或图片，不是能读取的答卷",
                              "a PDF or a picture holds no answers that can be read"};
constexpr Phrase empty_file{"文件是空的", "the file is empty"};
constexpr Phrase page_as_workbook{"这是网页，只是扩展名像工作簿",
                                  "this is a web page that is only named like a workbook"};
constexpr Phrase text_as_workbook{"这是文本文件，只是扩展名像工作簿",
                                  "this is a text file that is only named like a workbook"};

// Words of forms.
constexpr Phrase form_facts{"企业信息", "Enterprise facts"};
constexpr Phrase form_plain_facts{"基本信息", "Basic facts"};
constexpr Phrase form_thresholds{"判定阈值", "Thresholds"};
constexpr Phrase form_thresholds_how{"不必填写：主管部门另有规定时才修改",
                                     "Leave blank: only change what your authority says otherwise"};
constexpr Phrase form_plain_id{"编号", "Id"};
constexpr Phrase form_plain_name{"名称", "Name"};
constexpr Phrase form_cover{"封面", "Cover"};
constexpr Phrase form_period{"评估期（年度）", "Period (year)"};
constexpr Phrase form_yes{"是", "yes"};
constexpr Phrase form_no{"否", "no"};
constexpr Phrase form_not_applicable{"不适用", "not applicable"};
constexpr Phrase form_none{"以上都没有", "none of these"};
constexpr Phrase form_tick{"√", "√"};
constexpr Phrase form_number{"编号", "No."};
constexpr Phrase form_question{"题目", "Question"};
constexpr Phrase form_unit{"单位", "Unit"};
constexpr Phrase form_answer{"答案", "Answer"};
constexpr Phrase form_reason{"不适用的原因", "Why not applicable"};
constexpr Phrase form_evidence{"佐证材料", "Evidence"};
constexpr Phrase form_note{"备注", "Note"};
constexpr Phrase form_required{"必填", "required"};
constexpr Phrase form_subtitle{"自评问卷", "Self-assessment questionnaire"};
constexpr Phrase form_purpose{
    "了解{}的现状，找出离下一级还差什么。如实填写即可，空着的题目按缺项计。",
    "Find out where the {} stands and what is missing for the next level. Answer as things are; "
    "questions left empty count as missing."};
constexpr Phrase form_purpose_title{"目的", "Purpose"};
constexpr Phrase form_how{"填写方法", "How to fill in"};
constexpr Phrase form_how_order{
    "先填“{}”，再逐页填写；黄色格子是要填的，填好后变绿，填错变红；白色的空着也行，题目下面写明按什么计"
    "；灰色的不用填。",
    "Start with the sheet \"{}\", then go sheet by sheet. Yellow cells are to be filled; "
    "they turn green when done and red when something is wrong. White ones may stay empty: the question says "
    "what then counts. Grey ones need nothing."};
constexpr Phrase form_how_choice{
    "单选题和是非题从下拉列表中选；多选题在选中的各行打 √，一项都没有就在题目那行选“以上都没有”。",
    "Choose from the list for single choices and yes/no. For several choices tick (√) each line; "
    "if none holds, choose \"none of these\" in the question's own line."};
constexpr Phrase form_how_number{
    "数字题只填数字，单位已写明；百分比填 62.5 这样的数，62% "
    "也可以。由其他数字算出的率会自动计算（蓝色格子）。",
    "For numbers write the number only, in the unit given; a percentage as 62.5 or 62%. Rates that "
    "follow from other numbers are computed."};
constexpr Phrase form_how_na{
    "确实不适用的题目填“不适用”，并在旁边写明原因。",
    "Where a question really does not apply, answer \"not applicable\" and say why beside it."};
constexpr Phrase form_how_evidence{
    "佐证材料写文件名，几份之间用分号隔开；需要什么材料，见该格的批注。",
    "Name the files that prove the answer, separated by semicolons; the comment on the cell says "
    "what is wanted."};
constexpr Phrase form_how_save{
    "可以插入行列、移动工作表，但请不要删除隐藏的行列，那里有题目的编号。",
    "Rows, columns and sheets may be moved; please keep the hidden ones, which carry the ids."};
constexpr Phrase form_deadline{"截止日期", "Deadline"};
constexpr Phrase form_contact{"联系方式", "Contact"};
constexpr Phrase form_progress{"填写进度", "Progress"};
constexpr Phrase form_part{"部分", "Part"};
constexpr Phrase form_done{"已答", "Answered"};
constexpr Phrase form_asked{"应答", "Asked"};
constexpr Phrase form_total{"合计", "Total"};
constexpr Phrase form_legend{"颜色", "Colours"};
constexpr Phrase form_legend_open{"待填", "to fill"};
constexpr Phrase form_legend_done{"已填", "done"};
constexpr Phrase form_legend_wrong{"有误", "wrong"};
constexpr Phrase form_legend_off{"不用填", "nothing to fill"};
constexpr Phrase form_made_for{"指标体系 {0}，版本 {1}", "Indicator system {0}, version {1}"};
constexpr Phrase form_evidence_wanted{"证明材料：{}", "What proves it: {}"};
constexpr Phrase form_why_asked{"说明：{}", "Note: {}"};
constexpr Phrase form_choose_one{"请从列表中选一项", "Choose one from the list"};
constexpr Phrase form_tick_line{"符合的打 √，不符合的留空", "Tick (√) if it holds, else leave empty"};
constexpr Phrase form_tick_lines{"请在下面各行打 √；都没有时选“{0}”",
                                 "Tick the lines below; choose \"{0}\" if none holds"};
constexpr Phrase form_any_number{"请填数字", "Write a number"};
constexpr Phrase form_number_in_range{"请填 {0} 至 {1} 的数字", "Write a number from {0} to {1}"};
constexpr Phrase form_or_na{"确实不适用时填“不适用”并写明原因",
                            "Where it does not apply write \"not applicable\" and say why"};
constexpr Phrase form_not_an_answer{"这个答案不能用", "This cannot be used"};
constexpr Phrase form_computed{"由其他答案自动计算", "Computed from other answers"};
constexpr Phrase form_default{"空着按“{}”计", "Left empty it counts as \"{}\""};
constexpr Phrase form_enterprise{"基本情况", "The enterprise"};
constexpr Phrase form_paper_tick{"选择题在方框内打勾，数字题在横线上填写。",
                                 "Tick the boxes, write numbers on the lines."};
constexpr Phrase form_paper_evidence{"灰字是能证明答案的材料，请备好。",
                                     "The grey lines name what proves the answer; please have it ready."};
constexpr Phrase form_yaml_how{
    "答案写在冒号后面；也可写 {value: 答案, evidence: [文件], note: 说明}，不适用写 {not_applicable: true, "
    "reason: 原因}",
    "Write answers behind the colons, or {value: X, evidence: [file], note: text}; or {not_applicable: true, "
    "reason: why}"};
constexpr Phrase form_page{"第 &P 页，共 &N 页", "Page &P of &N"};

// What to do.
constexpr Phrase write_number{"请填数字，例如 62.5", "write a number such as 62.5"};
constexpr Phrase write_number_in_range{"请填 {0} 至 {1} 的数字", "write a number from {0} to {1}"};
constexpr Phrase write_yes_or_no{"请填 是 或 否", "write yes or no"};
constexpr Phrase did_you_mean{"是不是想写 `{}`？", "did you mean `{}`?"};
constexpr Phrase allowed_options{"可选：{}", "allowed: {}"};
constexpr Phrase did_you_mean_option{"是不是想写 `{0}`？可选：{1}", "did you mean `{0}`? allowed: {1}"};
constexpr Phrase leave_one_answer{"请只保留一个", "keep one of them"};
constexpr Phrase keep_exclusive_or_rest{"请只保留它，或去掉它", "keep it alone or remove it"};
constexpr Phrase value_or_not_applicable{"请去掉其中一个", "remove one of the two"};
constexpr Phrase keep_one_sheet{"请删除其中一份", "remove one of them"};
constexpr Phrase name_column{
    "表头写题目编号或名称；企业属性写 enterprise.属性名",
    "head it with the id or title of a question, or with enterprise.NAME for an attribute"};
constexpr Phrase name_question{"请写明题目编号或名称", "write the id or title of the question"};
constexpr Phrase restore_ids{"撤销删除，或把答案抄到用 tidu form 新生成的问卷中",
                             "undo the deletion, or copy the answers into a new form of `tidu form`"};
constexpr Phrase unmerge{"请取消合并，各列分别填写", "unmerge them and write each column's own value"};
constexpr Phrase save_with_values{"用 Excel 或 WPS 打开并保存一次，或直接填数值",
                                  "open and save it in Excel or WPS, or write the value itself"};
constexpr Phrase quote_commas{"含分隔符的内容要用引号括起来",
                              "a text that holds the separator must stand in quotes"};
constexpr Phrase tick_or_leave{"选中的打 √，没选的留空", "tick what is chosen and leave the rest empty"};
constexpr Phrase not_asked_then{"那一版没有问的题目：{}", "not asked in that version: {}"};
constexpr Phrase save_as_xlsx{"请交回填写好的 .xlsx、.csv、.yaml 或 .json",
                              "send the .xlsx, .csv, .yaml or .json that was filled in"};
constexpr Phrase save_again_as_xlsx{"用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”",
                                    "open it in Excel or WPS and save it as \"Excel workbook (.xlsx)\""};
constexpr Phrase rename_or_save{
    "表格改名为 .csv；或用 Excel、WPS 打开，另存为“Excel 工作簿（.xlsx）”",
    "name a table .csv; or open it in Excel or WPS and save it as \"Excel workbook "
    "(.xlsx)\""};
constexpr Phrase table_example{
    "表格第一行是表头（企业编号、名称和各题编号），一家企业一行；`tidu form -o 文件.csv` 可生成",
    "a table has headings (id, name, then the ids of questions) and a row per enterprise; `tidu form -o "
    "FILE.csv` writes one"};
constexpr Phrase use_form{"工作簿应是 tidu form 生成的问卷，或一张有表头的表",
                          "a workbook must be a form made by `tidu form`, or a table with headings"};
constexpr Phrase keep_one_answer{"请删除其中一处", "remove one of them"};
constexpr Phrase give_reason{"请在冒号后写明原因，例如 不适用：无窑炉",
                             "give it after a colon, such as NA: no furnace"};
constexpr Phrase list_ids{"`tidu form` 生成的问卷列有全部题目编号",
                          "`tidu form` writes a questionnaire with all ids"};
constexpr Phrase answer_its_questions{"请回答其中的各题", "answer the questions in it"};
constexpr Phrase answer_or_value{"请填写，或用 --set {}=值 给出",
                                 "answer it, or give it with --set {}=VALUE"};
constexpr Phrase check_credit_code{"请核对营业执照上的 18 位代码",
                                   "compare it with the 18 characters on the business licence"};
constexpr Phrase format_as_text{"先把这一列的格式设为“文本”，再重新填写代码",
                                "format the column as text, then write the code again"};
constexpr Phrase choose_system{"用 -s {} 按答卷自己的体系评估", "use -s {} to assess it with its own system"};
constexpr Phrase sheet_example{
    "答卷由 system、period、enterprise、answers 组成，答案写在 answers 下面",
    "a sheet has system, period, enterprise and answers; answers stand under answers"};
constexpr Phrase answer_example{
    "答案写成 62.5、[erp, mes] 或 {{value: built, evidence: [文件], note: 说明}}，不适用写成 "
    "{{not_applicable: true, reason: 原因}}",
    "write 62.5, [erp, mes] or {{value: built, evidence: [file], note: text}}; or {{not_applicable: true, "
    "reason: why}}"};

}  // namespace tidu::phrases
