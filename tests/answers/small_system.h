// SPDX-License-Identifier: Apache-2.0
// A small system with one question of every kind, built without YAML.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tidu/system/outline.h"

namespace tidu::test {

inline Option option(std::string id, BilingualText text, double score) {
    Option made;
    made.id.text = std::move(id);
    made.text = std::move(text);
    made.score = score;
    return made;
}

inline Input input(std::string id, BilingualText title, AnswerType type) {
    Input made;
    made.id.text = std::move(id);
    made.title = std::move(title);
    made.type = type;
    return made;
}

inline Node question(std::string id, BilingualText title, AnswerType type) {
    Node node;
    node.id.text = id;
    node.title = title;
    node.question.emplace();
    node.question->item.id.text = std::move(id);
    node.question->item.title = std::move(title);
    node.question->item.type = type;
    return node;
}

inline std::vector<Option> fulfilment_options() {
    return {option("none", {"未建", "not built"}, 0), option("partly", {"部分建成", "partly built"}, 50),
            option("built", {"已建成", "built"}, 100)};
}

inline Node rate_question() {
    Node node = question("nc_rate", {"关键工序数控化率", "Numerical-control rate"}, AnswerType::number);
    node.question->item.unit = {"%", "%"};
    node.question->item.range = Range{0, 100};
    node.question->item.not_applicable.mode = NotApplicableMode::exclude;
    node.question->item.evidence = {"设备清单", "List of machines"};
    node.question->scoring = PointsScore{{{0, 0}, {100, 100}}};
    return node;
}

inline Node mes_question() {
    Node node = question("mes", {"制造执行系统", "MES"}, AnswerType::choice);
    node.question->item.options = fulfilment_options();
    node.question->item.not_applicable.mode = NotApplicableMode::exclude;
    return node;
}

inline Node cloud_question() {
    Node node = question("cloud_scope", {"上云范围", "Cloud scope"}, AnswerType::multi);
    node.question->item.options = {option("erp", {"资源计划（ERP）、财务", "ERP, finance"}, 30),
                                   option("mes", {"制造执行", "Manufacturing execution"}, 40),
                                   option("plm", {"研发设计", "R&D"}, 30),
                                   option("nothing", {"都没有", "None of these"}, 0)};
    node.question->item.options.back().exclusive = true;
    node.question->scoring = MultiScore{};
    return node;
}

inline Node furnace_question() {
    Node node = question("furnace_monitoring", {"窑炉监控", "Furnace monitoring"}, AnswerType::yesno);
    node.question->item.not_applicable.mode = NotApplicableMode::exclude;
    node.question->scoring = YesNoScore{100, 0};
    return node;
}

inline std::shared_ptr<System> small_system() {
    auto system = std::make_shared<System>();
    system->id = "small";
    system->version = "1";
    system->title = {"小体系", "Small system"};
    Input employees = input("employees", {"从业人数", "Employees"}, AnswerType::number);
    employees.unit = {"人", "people"};
    employees.range = Range{0, 10'000'000};
    employees.required = true;
    Input sector = input("sector", {"行业类型", "Sector"}, AnswerType::choice);
    sector.options = {option("process", {"流程型", "Process"}, 0),
                      option("discrete", {"离散型", "Discrete"}, 0)};
    sector.default_value = Name{"discrete", {}};
    Input listed = input("listed", {"是否上市", "Listed"}, AnswerType::yesno);
    system->inputs = {employees, sector, listed};
    system->index.id.text = "total";
    Node equipment;
    equipment.id.text = "equipment";
    equipment.title = {"装备", "Equipment"};
    equipment.children = {rate_question(), mes_question()};
    Node cloud;
    cloud.id.text = "cloud";
    cloud.title = {"上云", "Cloud"};
    cloud.children = {cloud_question(), furnace_question()};
    system->index.children = {equipment, cloud};
    return system;
}

inline Outline small_outline() {
    return Outline(small_system());
}

}  // namespace tidu::test
