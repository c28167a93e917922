// SPDX-License-Identifier: Apache-2.0
// Whichever Catch2 the machine has: 2 on Debian 12, 3 elsewhere.
#pragma once

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
using Catch::Approx;
#else
#include <catch2/catch.hpp>
#endif
