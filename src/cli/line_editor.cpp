// SPDX-License-Identifier: Apache-2.0
// The one file that knows libedit.
#include "cli/line_editor.h"

#include <histedit.h>

#include <clocale>
#include <cstdio>
#include <iostream>

#include "tidu/codec/terminal.h"

namespace tidu::cli {
namespace {

constexpr int remembered_lines = 500;

/// libedit measures characters by the locale. Only LC_CTYPE: numbers stay as they are.
void use_utf8() {
    std::setlocale(LC_CTYPE, "");
    if (MB_CUR_MAX == 1) std::setlocale(LC_CTYPE, "C.UTF-8");
}

}  // namespace

struct LineEditor::Terminal {
    Terminal() {
        use_utf8();
        history = history_init();
        editor = el_init("tidu", stdin, stderr, stderr);
        HistEvent event;
        ::history(history, &event, H_SETSIZE, remembered_lines);
        el_set(editor, EL_CLIENTDATA, this);
        el_set(
            editor, EL_PROMPT, +[](EditLine* line) {
                void* self = nullptr;
                el_get(line, EL_CLIENTDATA, &self);
                return static_cast<Terminal*>(self)->prompt.data();
            });
        el_set(editor, EL_EDITOR, "emacs");
        el_set(editor, EL_HIST, ::history, history);
        el_set(editor, EL_SIGNAL, 1);
    }
    ~Terminal() {
        el_end(editor);
        history_end(history);
    }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    std::optional<std::string> read() {
        int size = 0;
        const char* text = el_gets(editor, &size);
        if (text == nullptr || size <= 0) return std::nullopt;
        std::string line(text);
        HistEvent event;
        if (line != "\n") ::history(history, &event, H_ENTER, line.c_str());
        while (line.ends_with('\n') || line.ends_with('\r'))
            line.pop_back();
        return line;
    }

    std::string prompt;
    EditLine* editor = nullptr;
    History* history = nullptr;
};

LineEditor::LineEditor() {
    if (is_terminal(StandardStream::input) && is_terminal(StandardStream::errors))
        terminal_ = std::make_unique<Terminal>();
}

LineEditor::~LineEditor() = default;

std::optional<std::string> LineEditor::read(const std::string& prompt) {
    if (terminal_) {
        terminal_->prompt = prompt;
        return terminal_->read();
    }
    std::string line;
    if (!std::getline(std::cin, line)) return std::nullopt;
    while (line.ends_with('\r'))
        line.pop_back();
    return line;
}

}  // namespace tidu::cli
