// SPDX-License-Identifier: Apache-2.0
// Build tool: parses indicator files and writes them, text and tree, as one C++ file. So tidu starts without
// parsing. Usage: tidu_embed OUTPUT.cpp INPUT.yaml...
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "tidu/codec/tree.h"
#include "tidu/text/digest.h"

namespace {

/// `bytes` as C++ string literals of at most a line each. Octal escapes have a fixed width, so no digit can
/// follow one.
void write_literal(std::ostream& out, const std::string& bytes) {
    constexpr std::size_t bytes_per_line = 120;
    std::string line;
    for (std::size_t start = 0; start < bytes.size(); start += bytes_per_line) {
        line = "\n    \"";
        for (const char byte : bytes.substr(start, bytes_per_line)) {
            const auto code = static_cast<unsigned char>(byte);
            if (byte == '"' || byte == '\\' || byte == '?' || code < 0x20 || code > 0x7E) {
                char escape[5];
                std::snprintf(escape, sizeof escape, "\\%03o", static_cast<unsigned>(code));
                line += escape;
            } else {
                line += byte;
            }
        }
        out << line << '"';
    }
    if (bytes.empty()) out << "\"\"";
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error(path.string() + ": cannot be read");
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The packed tree of the only document of a file.
std::string packed(const std::string& name, const std::string& text) {
    tidu::Diagnostics diagnostics;
    const auto source = std::make_shared<const tidu::Source>(tidu::Source{name, text});
    const auto documents = tidu::parse_yaml(source, tidu::TreeLimits(), diagnostics);
    for (const tidu::Diagnostic& finding : diagnostics.items())
        std::cerr << render(finding, tidu::Language::en, false);
    if (!documents || documents->size() != 1)
        throw std::runtime_error(name + ": does not hold one YAML document");
    return pack_tree(documents->front());
}

void write_entry(std::ostream& out, const std::filesystem::path& path) {
    const std::string text = read_file(path);
    const std::string tree = packed(path.string(), text);
    out << "    {\"" << path.stem().string() << "\", {";
    write_literal(out, text);
    out << ", " << text.size() << "}, {";
    write_literal(out, tree);
    out << ", " << tree.size() << "}, \"" << tidu::to_hex(tidu::sha256(text)) << "\"},\n";
}

}  // namespace

int main(int argc, char** argv) try {
    std::vector<std::filesystem::path> inputs(argv + std::min(argc, 2), argv + argc);
    std::sort(inputs.begin(), inputs.end(), [](const auto& a, const auto& b) { return a.stem() < b.stem(); });
    std::ofstream out(argc > 1 ? argv[1] : "", std::ios::binary);
    out << "// Made by tidu_embed from the files in indicators/.\n#include \"tidu/system/bundled.h\"\n\n"
           "namespace tidu {\n\nconst std::vector<BundledFile>& bundled_files() {\n"
           "    static const std::vector<BundledFile> files = {\n";
    for (const auto& input : inputs)
        write_entry(out, input);
    out << "    };\n    return files;\n}\n\n}  // namespace tidu\n";
    out.flush();
    if (!out) throw std::runtime_error("the output file cannot be written");
    return 0;
} catch (const std::exception& error) {
    std::cerr << "tidu_embed: " << error.what() << '\n';
    return 1;
}
