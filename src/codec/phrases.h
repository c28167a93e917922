// SPDX-License-Identifier: Apache-2.0
// The words of the codecs.
#pragma once

#include "tidu/text/message.h"

namespace tidu::phrases {

// Any text
constexpr Phrase file_too_large{"文件超过 {} 字节的上限", "the file is larger than {} bytes"};
constexpr Phrase invalid_utf8{"字节 0x{} 不是有效的 UTF-8", "byte 0x{} is not valid UTF-8"};
constexpr Phrase save_as_utf8{"请将文件另存为 UTF-8", "save the file as UTF-8"};
constexpr Phrase control_character{"文本中不允许控制字符 U+{}",
                                   "control character U+{} is not allowed in a text"};

// Trees
constexpr Phrase too_deep{"嵌套超过 {} 层", "nested deeper than {} levels"};
constexpr Phrase too_many_nodes{"展开后超过 {} 个节点", "expands to more than {} nodes"};
constexpr Phrase duplicate_key{"键 `{}` 重复", "key `{}` stands twice"};
constexpr Phrase first_here{"首次出现在此处", "first used here"};
constexpr Phrase key_not_scalar{"键必须是文字，不能是列表或映射",
                                "a key must be a text, not a list or a map"};
constexpr Phrase key_missing{"缺少键", "the key is missing"};

// YAML
constexpr Phrase merge_not_mapping{"`<<` 只能合并映射或映射的列表", "`<<` merges a map or a list of maps"};
constexpr Phrase alias_inside_anchor{"别名 `{}` 指向包含它自己的节点",
                                     "alias `{}` stands inside the node it refers to"};
constexpr Phrase unknown_tag{"标签 `{}` 在这里没有意义", "tag `{}` has no meaning here"};
constexpr Phrase yaml_invalid{"不是有效的 YAML：{}", "not valid YAML: {}"};
constexpr Phrase yaml_unexpected{"此处的内容不属于前面的任何部分（新文档以 `---` 开始）",
                                 "this belongs to nothing above (a new document starts with `---`)"};
constexpr Phrase yaml_end_of_map{"映射在此处中断：缩进不一致，或缺少 `:`",
                                 "the map breaks off here: indentation differs, or a `:` is missing"};
constexpr Phrase yaml_end_of_sequence{"列表在此处中断：缩进不一致，或缺少 `-`",
                                      "the list breaks off here: indentation differs, or a `-` is missing"};
constexpr Phrase yaml_end_of_flow_map{"`{{` 没有配对的 `}}`", "`{{` without its `}}`"};
constexpr Phrase yaml_end_of_flow_sequence{"`[` 没有配对的 `]`", "`[` without its `]`"};
constexpr Phrase yaml_flow_map_comma{"此处之前缺少 `,` 或 `}}`", "a `,` or `}}` is missing before this"};
constexpr Phrase yaml_flow_sequence_comma{"此处之前缺少 `,` 或 `]`", "a `,` or `]` is missing before this"};
constexpr Phrase yaml_flow_end{"多余的 `]` 或 `}}`", "a `]` or `}}` too many"};
constexpr Phrase yaml_map_value{"此处不能有 `:`（一行只能有一个键；含 `: ` 的文字要加引号）",
                                "`:` cannot stand here (one key a line; quote a text that contains `: `)"};
constexpr Phrase yaml_map_key{"此处不能有键", "a key cannot stand here"};
constexpr Phrase yaml_block_entry{"此处不能有 `- `", "`- ` cannot stand here"};
constexpr Phrase yaml_tab{"缩进不能用制表符", "tabs cannot indent"};
constexpr Phrase yaml_use_blanks{"请改用空格缩进", "indent with blanks"};
constexpr Phrase yaml_quote_open{"引号到文件末尾也没有结束",
                                 "a quote is not closed before the end of the file"};
constexpr Phrase yaml_document_in_quote{"引号在 `---` 或 `...` 之前没有结束",
                                        "a quote is not closed before `---` or `...`"};
constexpr Phrase yaml_unknown_token{
    "不认识的符号（以 @ ` % 等开头的文字要加引号）",
    "unknown token (quote a text that starts with a character such as @ ` %)"};
constexpr Phrase yaml_escape{"不认识的转义", "unknown escape"};
constexpr Phrase yaml_unknown_anchor{"别名指向不存在的锚点", "the alias refers to no anchor"};
constexpr Phrase yaml_scalar_character{"文字中有不允许的字符", "a character that is not allowed in a text"};
constexpr Phrase yaml_block_scalar{"多行文字的 `|` 或 `>` 后面不正确",
                                   "wrong characters behind the `|` or `>` of a text block"};
constexpr Phrase yaml_anchor_name{"锚点或别名的名字不正确", "wrong name of an anchor or alias"};
constexpr Phrase yaml_properties{"一个值只能有一个锚点和一个标签，别名不能有",
                                 "a value has at most one anchor and one tag, an alias none"};
constexpr Phrase yaml_tag_syntax{"标签写法不正确", "a tag that is not written correctly"};
constexpr Phrase yaml_directive{"`%` 指令不正确", "wrong `%` directive"};

// JSON
constexpr Phrase json_value{"此处应有一个值", "a value is missing here"};
constexpr Phrase json_word{"既不是数字，也不是 true、false、null；文字要加双引号",
                           "neither a number nor true, false or null; a text needs double quotes"};
constexpr Phrase json_key{"此处应有双引号中的键", "a key in double quotes is missing here"};
constexpr Phrase json_colon{"键后面缺少 `:`", "`:` is missing behind the key"};
constexpr Phrase json_array_end{"此处应为 `,` 或 `]`", "`,` or `]` is missing here"};
constexpr Phrase json_object_end{"此处应为 `,` 或 `}}`", "`,` or `}}` is missing here"};
constexpr Phrase json_trailing_comma{"最后一项后面不能有 `,`", "no `,` may follow the last element"};
constexpr Phrase json_trailing{"文档之后还有内容（下一个文档要另起一行）",
                               "something follows the document (the next one starts on a new line)"};
constexpr Phrase json_string_end{"双引号在行末之前没有结束", "a double quote is not closed on its line"};
constexpr Phrase json_control{"文字中的制表符和回车要写成 `\\t`、`\\r`",
                              "a tab or carriage return in a text is written `\\t`, `\\r`"};
constexpr Phrase json_escape{"不认识的转义", "unknown escape"};
constexpr Phrase json_surrogate{"`\\u` 代理对不完整", "half a `\\u` surrogate pair"};

// Files
constexpr Phrase cannot_read{"无法读取 `{}`：{}", "cannot read `{}`: {}"};
constexpr Phrase cannot_write{"无法写入 `{}`：{}", "cannot write `{}`: {}"};
constexpr Phrase file_over_limit{"无法读取 `{}`：超过 {} 字节", "cannot read `{}`: larger than {} bytes"};

// Encodings
constexpr Phrase encoding_unavailable{"本机不支持编码 {}", "this machine cannot convert {}"};
constexpr Phrase invalid_bytes{"字节 {} 不是有效的 {}", "byte {} is not valid {}"};
constexpr Phrase more_invalid_bytes{"另有 {} 处无效字节", "{} more places with invalid bytes"};

// CSV
constexpr Phrase cell_too_large{"单元格超过 {} 字节，后面的内容已略去",
                                "the cell is larger than {} bytes; the rest of it is left out"};
constexpr Phrase too_many_cells{"这一行超过 {} 个单元格，后面的已略去",
                                "the row has more than {} cells; the rest are left out"};
constexpr Phrase quote_open{
    "这一格开头的引号没有结束；按这一行到行末为止读取",
    "the quote that opens this cell is not closed; its row is read to the end of the line"};
constexpr Phrase close_quote{"补上结束的引号，或删去这个引号", "close it, or take it away"};

// Workbooks
constexpr Phrase not_a_workbook{"这不是 xlsx 工作簿", "this is no xlsx workbook"};
constexpr Phrase workbook_encrypted{"工作簿已加密，无法读取", "the workbook is encrypted and cannot be read"};
constexpr Phrase old_workbook{"这是旧格式（.xls）的工作簿", "this is a workbook of the old format (.xls)"};
constexpr Phrase remove_password{"请去掉密码，另存为 .xlsx", "remove the password and save it as .xlsx"};
constexpr Phrase save_as_xlsx{"用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”",
                              "open it in Excel or WPS and save it as \"Excel workbook (.xlsx)\""};
constexpr Phrase fetch_again{
    "可能没有传完：请重新下载或发送；或用 Excel、WPS 打开修复，另存为 .xlsx",
    "it may have been cut off: fetch or send it again, or repair it in Excel or WPS and save "
    "it as .xlsx"};
constexpr Phrase split_workbook{"请删去多余的内容，或拆成几个文件",
                                "remove what is not needed, or split it into several files"};
constexpr Phrase part_too_large{"工作簿的 `{}` 解压后超过 {} 字节",
                                "`{}` of the workbook is larger than {} bytes when inflated"};
constexpr Phrase part_broken{"工作簿已损坏：无法解压 `{}`",
                             "the workbook is broken: `{}` cannot be inflated"};
constexpr Phrase part_not_utf8{"工作簿已损坏：`{}` 不是 UTF-8", "the workbook is broken: `{}` is not UTF-8"};
constexpr Phrase part_absent{"工作簿已损坏：缺少 `{}`", "the workbook is broken: `{}` is missing"};
constexpr Phrase part_not_xml{"工作簿已损坏：`{}` 不是允许的 XML",
                              "the workbook is broken: `{}` is not XML, or not allowed"};
constexpr Phrase bad_address{"工作簿已损坏：没有单元格 `{}`",
                             "the workbook is broken: there is no cell `{}`"};
constexpr Phrase no_shared_string{"工作簿已损坏：没有第 `{}` 条文字",
                                  "the workbook is broken: there is no shared text `{}`"};
constexpr Phrase too_many_sheets{"工作簿超过 {} 张工作表", "the workbook has more than {} sheets"};
constexpr Phrase too_many_workbook_cells{"工作簿超过 {} 个有内容的单元格",
                                         "the workbook has more than {} filled cells"};
constexpr Phrase too_many_merged{"工作表超过 {} 处合并单元格", "the sheet has more than {} merged ranges"};

constexpr Phrase cannot_write_workbook{"无法生成工作簿：{}", "cannot make the workbook: {}"};

}  // namespace tidu::phrases
