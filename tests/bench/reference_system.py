#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints the indicator system of the reference job: 5 dimensions, 18 sub-dimensions, 100 questions, 4 levels.

58 single choices a-e, 12 yes/no, 10 multi, 20 numbers; every third question may be not applicable. Made up, for speed only.
"""

QUESTIONS_OF_SUB = [6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 6]  # 100
SUBS_OF_DIMENSION = [4, 4, 4, 3, 3]  # 18
NUMBERS = {4, 9, 14, 19, 24, 29, 34, 39, 44, 49, 54, 59, 64, 69, 74, 79, 84, 89, 94, 99}
MULTIS = {7, 17, 27, 37, 47, 57, 67, 77, 87, 97}
YES_NO = {2, 10, 18, 26, 33, 41, 50, 58, 66, 73, 81, 90}


def text(zh, en):
    return f"{{zh: {zh}, en: {en}}}"


def options(scores, multi=False):
    entries = [f"{{id: {letter}, text: {text('选项' + letter.upper(), 'option ' + letter.upper())}, score: {score}}}"
               for letter, score in zip("abcdefgh", scores)]
    return "[" + ", ".join(entries) + "]"


def question(number):
    head = f"id: q{number:03}, title: {text(f'问题{number}', f'question {number}')}, weight: {1 + number % 4}"
    if number % 3 == 0:
        head += ", not_applicable: exclude"
    if number in NUMBERS:
        return head + ", type: number, range: [0, 1000], score: {points: [[0, 0], [50, 40], [200, 60], [500, 80], [900, 100]]}"
    if number in MULTIS:
        return head + ", type: multi, score: {sum: {cap: 100}}, options: " + options([10, 20, 15, 30, 25, 20, 10, 15])
    if number in YES_NO:
        return head + ", type: yesno, score: {yes: 100, no: 0}"
    tag = ", tags: [scene]" if number % 6 == 0 else ""
    return head + tag + ", type: choice, options: " + options([0, 25, 50, 75, 100])


def main():
    print('tidu: 1\nid: reference\nversion: "1"\ntitle: ' + text("性能基准体系", "Reference system for speed"))
    print("index:\n  id: total\n  title: " + text("总分", "Total") + "\n  items:")
    number = sub = 0
    for dimension, subs in enumerate(SUBS_OF_DIMENSION, 1):
        print(f"    - id: d{dimension}\n      title: {text(f'维度{dimension}', f'dimension {dimension}')}\n"
              f"      weight: {10 + dimension}\n      items:")
        for _ in range(subs):
            sub += 1
            print(f"        - id: s{sub:02}\n          title: {text(f'子维度{sub}', f'sub-dimension {sub}')}\n"
                  f"          weight: {1 + sub % 3}\n          items:")
            for _ in range(QUESTIONS_OF_SUB[sub - 1]):
                print("            - {" + question(number) + "}")
                number += 1
    print("ladders:\n  - id: ladder\n    title: " + text("等级", "Ladder") + "\n    levels:")
    gates = [q for q in sorted(YES_NO) if q % 3 != 0]
    for rung, (name, total, minimum, scenes) in enumerate([("basic", 35, 20, 2), ("advanced", 45, 30, 4),
                                                           ("excellent", 55, 40, 6), ("leading", 65, 50, 8)]):
        needs = [f"{{score: total, at_least: {total}}}"]
        needs += [f"{{score: d{dimension}, at_least: {minimum}}}" for dimension in range(1, 6)]
        needs += [f"{{answer: q{gates[rung]:03}, is: yes}}",
                  f"{{count: {{tag: scene, scoring: 50}}, at_least: {scenes}}}"]
        print(f"      - id: {name}\n        title: {text(name, name)}\n        require:")
        for need in needs:
            print(f"          - {need}")


if __name__ == "__main__":
    main()
