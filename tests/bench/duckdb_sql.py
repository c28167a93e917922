#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints the SQL that scores a table by an indicator system as a batch does: duckdb_sql.py SYSTEM.yaml TABLE.csv OUT.csv

For the comparison only: weighted means of choices, yes/no, capped multis and numbers on points; levels that need scores, a
yes or a count of tagged questions; the three largest gaps. A row with a cell that is not understood is `invalid`. What the
batch does beyond that (bounds, possible level, completeness, unmet requirements, repeated enterprises, the reasons of
problems) is left out, in favour of DuckDB.
"""
import sys

import yaml

TOLERANCE = 1e-9


class Generator:
    def __init__(self, system):
        self.system = system
        self.questions = []  # (id, node, groups above it)
        self.groups = []     # children before parents
        self.visit(system["index"])

    def visit(self, node):
        for child in node["items"]:
            if "items" in child:
                self.visit(child)
            else:
                self.questions.append(child)
        self.groups.append(node)

    @staticmethod
    def best(node):
        if node["type"] == "yesno":
            return max(node["score"].values())
        if node["type"] == "number":
            return max(score for _, score in node["score"]["points"])
        scores = [option["score"] for option in node["options"]]
        return min(node["score"]["sum"]["cap"], sum(scores)) if node["type"] == "multi" else max(scores)

    def score(self, node):
        """NULL where a cell is not understood."""
        cell = node["id"]
        if node["type"] == "yesno":
            yes, no = node["score"][True], node["score"][False]
            return f"CASE {cell} WHEN 'Y' THEN {yes}.0 WHEN 'N' THEN {no}.0"
        if node["type"] == "choice":
            return f"CASE {cell} " + " ".join(f"WHEN '{o['id']}' THEN {o['score']}.0" for o in node["options"])
        if node["type"] == "multi":
            known = "".join(option["id"] for option in node["options"])
            parts = " + ".join(f"CASE WHEN contains({cell}, '{o['id']}') THEN {o['score']}.0 ELSE 0 END" for o in node["options"])
            return (f"CASE WHEN regexp_full_match({cell}, '[{known}](\\|[{known}])*') "
                    f"THEN least({node['score']['sum']['cap']}.0, {parts})")
        points = node["score"]["points"]
        number = f"try_cast({cell} AS DOUBLE)"
        low, high = node["range"]
        text = f"CASE WHEN {number} IS NULL OR {number} < {low} OR {number} > {high} THEN NULL"
        text += f" WHEN {number} >= {points[-1][0]} THEN {points[-1][1]}.0"
        for (x0, s0), (x1, s1) in reversed(list(zip(points, points[1:]))):
            text += f" WHEN {number} >= {x0} THEN {s0} + ({number} - {x0}) / {x1 - x0}.0 * {s1 - s0}"
        return text

    def leaf_columns(self):
        for node in self.questions:
            cell = node["id"]
            score = self.score(node)
            silent = f"coalesce({cell}, '') = ''" + (f" OR {cell} = 'NA'" if "not_applicable" in node else "")
            weight = node.get("weight", 1)
            yield f"CASE WHEN {silent} THEN 0.0 ELSE ({score} END) END AS s_{cell}"
            if "not_applicable" in node:
                yield f"CASE WHEN {cell} = 'NA' THEN 0.0 ELSE {weight}.0 END AS w_{cell}"
            else:
                yield f"{weight}.0 AS w_{cell}"

    def group_columns(self, groups):
        for group in groups:
            weights, values = [], []
            for child in group["items"]:
                own = f"w_{child['id']}" if "items" not in child else \
                    f"CASE WHEN t_{child['id']} > 0 THEN {child.get('weight', 1)}.0 ELSE 0.0 END"
                weights.append(own)
                values.append(f"({own}) * s_{child['id']}")
            yield f"{' + '.join(weights)} AS t_{group['id']}"
            yield f"({' + '.join(values)}) / CASE WHEN t_{group['id']} = 0 THEN 1 ELSE t_{group['id']} END AS s_{group['id']}"

    def depth(self, group):
        return 1 + max((self.depth(child) for child in group["items"] if "items" in child), default=0)

    def units(self, group=None, unit="1.0"):
        """What a weighted point of each question is worth in the total."""
        group = group or self.system["index"]
        share = f"{unit} / t_{group['id']}"
        for child in group["items"]:
            if "items" in child:
                yield from self.units(child, f"{share} * {child.get('weight', 1)}")
            else:
                yield child, share

    def requirement(self, need):
        if "score" in need:
            return f"s_{need['score']} >= {need['at_least']} - {TOLERANCE}"
        if "answer" in need:
            return f"coalesce({need['answer']}, '') = 'Y'"
        selector = need["count"]
        tagged = [q for q in self.questions if selector["tag"] in q.get("tags", [])]
        counts = " + ".join(f"CASE WHEN w_{q['id']} > 0 AND s_{q['id']} >= {selector['scoring']} THEN 1 ELSE 0 END" for q in tagged)
        return f"({counts}) >= {need['at_least']}"

    def levels(self):
        levels = self.system["ladders"][0]["levels"]
        rung, reached = "CASE", []
        for number, level in enumerate(levels):
            needs = " AND ".join(f"({self.requirement(need)})" for need in level["require"])
            yield f"{needs} AS level_{number}"
            reached.append(f"level_{number}")
        for number in range(len(levels), 0, -1):
            rung += f" WHEN {' AND '.join(reached[:number])} THEN {number}"
        yield f"{rung} ELSE 0 END AS rung"

    def select(self, table, out):
        order = {node["id"]: number for number, node in enumerate(self.questions)}
        layers = [f"SELECT *, {', '.join(self.leaf_columns())} FROM read_csv('{table}', all_varchar=true, header=true)"]
        for depth in range(1, self.depth(self.system["index"]) + 1):
            groups = [group for group in self.groups if self.depth(group) == depth]
            layers.append(f"SELECT *, {', '.join(self.group_columns(groups))} FROM ({layers[-1]})")
        # A gap in billionths, then the question: one sort of numbers keeps equal gaps in file order.
        keys = []
        for node, unit in self.units():
            gap = f"({self.best(node)} - s_{node['id']}) * w_{node['id']} * ({unit})"
            keys.append(f"CASE WHEN w_{node['id']} > 0 AND {gap} > {TOLERANCE} "
                        f"THEN round({gap} * 1e9) * 1024 + {1023 - order[node['id']]} ELSE 0 END")
        layers.append(f"SELECT *, {', '.join(self.levels())}, list_reverse_sort([{', '.join(keys)}])[1:3] AS top FROM ({layers[-1]})")
        dimensions = [child["id"] for child in self.system["index"]["items"]]
        levels = ["none"] + [level["id"] for level in self.system["ladders"][0]["levels"]]
        cut = lambda value: f"floor(({value} + {TOLERANCE}) * 100) / 100"
        columns = ["id", "name", "CASE WHEN s_total IS NULL THEN 'invalid' ELSE 'ok' END AS status", cut("s_total") + " AS total"]
        columns += [f"{cut('s_' + dimension)} AS {dimension}" for dimension in dimensions]
        names = lambda shift: "[" + ", ".join(f"'{level}'" for level in levels[shift:] + [""] * shift) + "][rung + 1]"
        columns += [f"{names(0)} AS level", f"{names(1)} AS next"]
        questions = "[" + ", ".join(f"'{node['id']}'" for node in self.questions) + "]"
        for rank in (1, 2, 3):
            key = f"top[{rank}]"
            columns += [f"CASE WHEN {key} > 0 THEN {questions}[1024 - CAST({key} AS BIGINT) % 1024] END AS gap{rank}",
                        f"CASE WHEN {key} > 0 THEN {cut(f'floor({key} / 1024) / 1e9')} END AS gap{rank}_points"]
        return f"COPY (SELECT {', '.join(columns)} FROM ({layers[-1]})) TO '{out}' (HEADER)"


def main():
    system, table, out = sys.argv[1:]
    with open(system, encoding="utf-8") as file:
        print(Generator(yaml.safe_load(file)).select(table, out))


if __name__ == "__main__":
    main()
