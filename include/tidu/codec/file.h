// SPDX-License-Identifier: Apache-2.0
// Files in and out. A file is written whole or not at all. Everything that depends on the operating system is
// behind this header, in src/codec/file_posix.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tidu/codec/byte_source.h"
#include "tidu/text/diagnostic.h"

namespace tidu {

/// The path that means standard input or standard output, and how findings call those.
inline constexpr std::string_view standard_stream = "-";
/// Bytes of a name that are no UTF-8 are replaced.
std::string display_name_of_input(const std::string& path);

/// Thrown where the reader of our output has gone (`tidu ... | head`). Not an error: `main` ends with
/// success.
struct ClosedPipe {};
/// Makes a closed pipe, and a file larger than the system allows, an exception instead of the end of the
/// process. Call once, first thing in `main`.
void report_failed_writes();

/// An open file or standard input. Throws IoError where it cannot be opened or read, or is a directory.
class InputFile : public ByteSource {
  public:
    explicit InputFile(const std::string& path);
    ~InputFile() override;
    InputFile(const InputFile&) = delete;
    InputFile& operator=(const InputFile&) = delete;

    std::size_t read(std::span<char> buffer) override;
    /// Reads at a place of a regular file, whatever `read` has read; several threads may. Fills `buffer`
    /// unless the file ends before.
    std::size_t read_at(std::uint64_t offset, std::span<char> buffer) const;
    /// Bytes of a regular file; nullopt of a pipe or terminal.
    std::optional<std::uint64_t> size() const;

  private:
    std::string path_;
    int descriptor_;
};

/// All bytes of a file, or of standard input. More than `max_bytes` is an IoError.
std::string read_file(const std::string& path, std::size_t max_bytes = std::size_t{1} << 30);

/// The same as a text for findings to point into. One that is larger than `max_bytes` is reported (rule
/// `file-size`) without being read whole, and gives null.
SourcePtr read_source(const std::string& path, std::size_t max_bytes, Diagnostics& diagnostics);

/// What `commit` waits for. Without the disk, a crash of the machine (never one of tidu) may leave an empty
/// file.
enum class Durability { on_disk, soon };

/// A file being written: bytes go aside (same folder, hidden name) and take the final name in `commit`, after
/// they have reached the disk. Without `commit` nothing is left. The mode of a file that is replaced is kept,
/// a link is followed. Standard output, pipes and devices are written straight. Throws IoError and
/// ClosedPipe.
class OutputFile {
  public:
    explicit OutputFile(const std::string& path);
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    void write(std::string_view bytes);
    /// Hands buffered bytes to the system now: for a pipe whose reader waits.
    void flush();
    void commit(Durability durability = Durability::on_disk);

  private:
    void discard();

    std::string path_;    ///< as the user named it
    std::string target_;  ///< where the bytes will be; empty: written straight
    std::string aside_;   ///< where they are until then
    int descriptor_ = -1;
    std::uint64_t written_ = 0;  ///< handed to the system
    std::string buffer_;
};

/// The name of an empty file of ours in the system's folder for temporary files; gone with this object.
class TemporaryFile {
  public:
    TemporaryFile();
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    const std::string& path() const { return path_; }

  private:
    std::string path_;
};

/// Writes a whole file, or to standard output. Throws like OutputFile.
void write_file(const std::string& path, std::string_view bytes, Durability durability = Durability::on_disk);

/// The file that an OutputFile was to become whose process was killed; nullopt where `path` is no such
/// remains.
std::optional<std::string> target_of_interrupted(const std::string& path);

/// `.` for a bare name.
std::string folder_of(const std::string& path);
bool is_directory(const std::string& path);
bool file_exists(const std::string& path);
/// Whether both are names of one file, be it there or not.
bool is_same_file(const std::string& first, const std::string& second);
/// What the system knows of a regular file without opening it.
struct FileState {
    std::uint64_t size = 0;    ///< bytes
    std::int64_t changed = 0;  ///< nanoseconds; of use for comparing only
    std::uint64_t volume = 0;
    std::uint64_t number = 0;  ///< on its volume

    bool is_same_file(const FileState& other) const {
        return volume == other.volume && number == other.number;
    }
};
/// Nullopt of anything but a regular file.
std::optional<FileState> state_of_file(const std::string& path);
/// Whether OutputFile would write aside and rename: no standard stream, pipe or device.
bool is_replaceable_file(const std::string& path);
/// Makes a folder and those above it; one that exists is fine.
void create_directories(const std::string& path);
/// How a file in the folder of `base` would name `path`: relative where both have a common root, else as it
/// is. Ends in `/` where `path` does.
std::string path_beside(const std::string& path, const std::string& base);
/// All files below a folder, at any depth, sorted by the bytes of their path. Hidden ones are left out (names
/// with `.`, and with `~$`: what Office keeps beside an open workbook), folders behind symbolic links are not
/// entered; these, sorted, go to `left_out` (null: nowhere), folders with a `/` at the end. A folder that may
/// not be read stands among the files, with a `/` as well.
std::vector<std::string> list_files(const std::string& directory,
                                    std::vector<std::string>* left_out = nullptr);
/// Files and folders that a pattern with `*`, `?` or `[...]` names, sorted by bytes; empty: none.
std::vector<std::string> expand_pattern(const std::string& pattern);

}  // namespace tidu
