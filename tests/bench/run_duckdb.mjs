// SPDX-License-Identifier: Apache-2.0
// Runs the SQL that stands in a file: node run_duckdb.mjs SQL_FILE THREADS. Needs npm @duckdb/node-api in the current folder.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(process.cwd() + "/");
const { DuckDBInstance } = require("@duckdb/node-api");
const instance = await DuckDBInstance.create(":memory:", { threads: process.argv[3], preserve_insertion_order: "true" });
const connection = await instance.connect();
await connection.run(readFileSync(process.argv[2], "utf8"));
