// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <filesystem>

#include "catch.h"
#include "scratch.h"
#include "show.h"
#include "tidu/codec/file.h"
#include "tidu/text/error.h"

using namespace tidu;
namespace fs = std::filesystem;

TEST_CASE("A file is written and read back whole") {
    const Scratch scratch;
    const std::string path = scratch / "a.txt";
    const std::string bytes = std::string("a\0b\r\n", 5) + std::string(300'000, 'x');
    write_file(path, bytes);
    CHECK(read_file(path) == bytes);
    write_file(path, "");
    CHECK(read_file(path).empty());
    CHECK(list_files(scratch.path()) == std::vector<std::string>{path});
}

TEST_CASE("A file that is not finished leaves nothing behind, and the old one as it was") {
    const Scratch scratch;
    const std::string path = scratch / "a.txt";
    write_file(path, "old");
    {
        OutputFile file(path);
        file.write(std::string(1'000'000, 'x'));
        CHECK(read_file(path) == "old");
    }
    CHECK(read_file(path) == "old");
    CHECK(std::distance(fs::directory_iterator(scratch.path()), fs::directory_iterator()) == 1);
}

TEST_CASE("A replaced file keeps its mode, a link stays a link") {
    const Scratch scratch;
    write_file(scratch / "a", "1");
    fs::permissions(scratch / "a", fs::perms::owner_read | fs::perms::owner_write);
    fs::create_symlink("a", scratch / "link");
    write_file(scratch / "link", "2");
    CHECK(read_file(scratch / "a") == "2");
    CHECK(fs::is_symlink(scratch / "link"));
    CHECK(fs::status(scratch / "a").permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("What cannot be read or written says path and reason in both languages") {
    const Scratch scratch;
    const auto message_of = [](const auto& action) {
        try {
            action();
        } catch (const IoError& error) {
            return error.message().in(Language::zh) + " / " + error.message().in(Language::en);
        }
        return std::string("no error");
    };
    const std::string none = scratch / "none";
    CHECK(message_of([&] { read_file(none); }) == "无法读取 `" + none +
                                                      "`：文件或文件夹不存在 / cannot read `" + none +
                                                      "`: No such file or directory");
    CHECK(message_of([&] { read_file(scratch.path()); }).find("Is a directory") != std::string::npos);
    CHECK(message_of([&] { write_file(scratch.path(), ""); }).find("Is a directory") != std::string::npos);
    CHECK(message_of([&] {
              write_file(none + "/a", "");
          }).find("cannot write `" + none + "/a`: No such file") != std::string::npos);
    CHECK(message_of([&] { write_file("/dev/full", "x"); }).find("磁盘已满") != std::string::npos);
    write_file(scratch / "long", "12345");
    CHECK(message_of([&] { read_file(scratch / "long", 4); }).find("larger than 4 bytes") !=
          std::string::npos);
}

TEST_CASE("A text that is too large is a finding, not a failure") {
    const Scratch scratch;
    write_file(scratch / "a", "12345");
    Diagnostics diagnostics;
    CHECK_FALSE(read_source(scratch / "a", 4, diagnostics));
    CHECK(show(diagnostics) == (scratch / "a") + ": error: the file is larger than 4 bytes [file-size]\n");
    CHECK(read_source(scratch / "a", 5, diagnostics)->text == "12345");
}

TEST_CASE("Files of a folder come sorted, without hidden ones and the locks of open workbooks") {
    const Scratch scratch;
    create_directories(scratch / "b/.git");
    for (const char* name : {"b/2", "b/10", "a", ".hidden", "b/.git/x", "~$b.xlsx", "中"})
        write_file(scratch / name, "");
    CHECK(list_files(scratch.path()) ==
          std::vector<std::string>{scratch / "a", scratch / "b/10", scratch / "b/2", scratch / "中"});
    CHECK(is_directory(scratch / "b"));
    CHECK_FALSE(is_directory(scratch / "a"));
}

TEST_CASE("A file is read at any place") {
    const Scratch scratch;
    write_file(scratch / "a", "0123456789");
    const InputFile file(scratch / "a");
    char buffer[4];
    CHECK(file.size() == 10u);
    CHECK(file.read_at(8, buffer) == 2);
    CHECK(std::string(buffer, 2) == "89");
}

TEST_CASE("A reader that has gone is told apart from a failure") {
    report_failed_writes();
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    OutputFile file("/proc/self/fd/" + std::to_string(ends[1]));
    ::close(ends[0]);
    file.write("x");
    CHECK_THROWS_AS(file.flush(), ClosedPipe);
    ::close(ends[1]);
}
