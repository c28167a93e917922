// SPDX-License-Identifier: Apache-2.0
// A byte source that hands out small pieces, to find out what happens at their borders.
#pragma once

#include <algorithm>
#include <string>

#include "tidu/codec/byte_source.h"

class Pieces : public tidu::ByteSource {
  public:
    Pieces(std::string bytes, std::size_t piece_size) : bytes_(std::move(bytes)), piece_size_(piece_size) {}
    std::size_t read(std::span<char> buffer) override {
        const std::size_t size = bytes_.copy(buffer.data(), std::min(buffer.size(), piece_size_), used_);
        used_ += size;
        return size;
    }

  private:
    std::string bytes_;
    std::size_t piece_size_;
    std::size_t used_ = 0;
};
