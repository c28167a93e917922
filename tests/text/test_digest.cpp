// SPDX-License-Identifier: Apache-2.0
#include "catch.h"
#include "tidu/text/digest.h"

using namespace tidu;

TEST_CASE("SHA-256 of the example of FIPS 180-2, appendix B.1") {
    CHECK(to_hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("HMAC-SHA-256 of RFC 4231, test case 2") {
    CHECK(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")) ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}
