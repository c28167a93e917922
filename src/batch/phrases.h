// SPDX-License-Identifier: Apache-2.0
// Everything the batch room says.
#pragma once

#include "tidu/text/message.h"

namespace tidu::phrases {

constexpr Phrase repeated_enterprise{"企业 `{0}` 在本次批量中已经出现过，第一次在 {1}",
                                     "enterprise `{0}` was already seen in this batch, first in {1}"};
constexpr Phrase keep_one_sheet{"保留一份，或用 period 区分不同期间",
                                "keep one of them, or tell the periods apart"};
constexpr Phrase no_inputs{"`{}` 中没有答卷文件", "there are no answer files in `{}`"};
constexpr Phrase only_other_files{"`{0}` 中没有答卷文件，只有 {1} 个其他文件，如 `{2}`",
                                  "there are no answer files in `{0}`, only {1} others such as `{2}`"};
constexpr Phrase file_left_out{"没有读取：这不是答卷文件的格式，或是隐藏文件、打开中的工作簿的锁",
                               "not read: no format of answers, or hidden, or the lock of an open workbook"};
constexpr Phrase save_left_out{"其中若有答案，请另存为 .xlsx、.csv、.yaml 或 .json",
                               "if it holds answers, save it as .xlsx, .csv, .yaml or .json"};
constexpr Phrase other_system{"答卷属于体系 `{0}`，而本次批量按 `{1}` 评估",
                              "the sheet belongs to system `{0}`, but this batch is for `{1}`"};
constexpr Phrase run_apart{"各体系分开评估，或用 -s 指定", "assess each system apart, or choose one with -s"};
constexpr Phrase shard_needs_table{"--shard 只用于单个 CSV 文件", "--shard works on a single CSV file"};
constexpr Phrase workbook_too_small{"`{0}`：工作簿最多容纳 {1} 行，请写成 CSV",
                                    "`{0}`: a workbook takes at most {1} rows; write CSV instead"};
constexpr Phrase unreadable_bytes{"有些字节不是任何文字，以 � 代替",
                                  "some bytes are no text; � stands in their place"};
constexpr Phrase save_as_utf8{"把表格另存为 UTF-8，或用 --encoding 指定编码",
                              "save the table as UTF-8, or name its encoding with --encoding"};
constexpr Phrase bad_pattern{"没有文件符合 `{}`", "no file matches `{}`"};

}  // namespace tidu::phrases
