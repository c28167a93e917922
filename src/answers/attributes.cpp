// SPDX-License-Identifier: Apache-2.0
#include "tidu/answers/attributes.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "tidu/answers/understand.h"
#include "tidu/text/utf8.h"

namespace tidu {
namespace {

constexpr std::string_view prefix = "enterprise.";

/// Other usual names, in matching form.
struct Alias {
    std::string_view heading;
    std::string_view id;
};
constexpr std::array<Alias, 33> aliases{{
    {"信用代码", "id"},
    {"社会信用代码", "id"},
    {"企业编号", "id"},
    {"企业代码", "id"},
    {"编号", "id"},
    {"creditcode", "id"},
    {"enterpriseid", "id"},
    {"uscc", "id"},
    {"企业", "name"},
    {"单位名称", "name"},
    {"名称", "name"},
    {"公司名称", "name"},
    {"企业全称", "name"},
    {"company", "name"},
    {"companyname", "name"},
    {"enterprise", "name"},
    {"所在市", "city"},
    {"所在城市", "city"},
    {"地市", "city"},
    {"设区市", "city"},
    {"行政区划代码", "city"},
    {"所属行业", "industry"},
    {"行业代码", "industry"},
    {"行业", "industry"},
    {"规模", "size"},
    {"企业规模", "size"},
    {"集群", "cluster"},
    {"所属集群", "cluster"},
    {"industrialcluster", "cluster"},
    {"所属产业链", "chain"},
    {"industrychain", "chain"},
    {"企业类型", "status"},
    {"梯度类型", "status"},
}};

constexpr std::array<std::string_view, 6> period_headings{"period", "year", "年度", "年份", "评估期", "期间"};
constexpr std::array<std::string_view, 3> system_headings{"system", "指标体系", "体系"};

std::unordered_map<std::string, std::string> make_table() {
    std::unordered_map<std::string, std::string> table;
    for (const EnterpriseAttribute& attribute : enterprise_attributes())
        for (const std::string& name : {attribute.id, attribute.title.zh, attribute.title.en})
            table.emplace(matching_key(name), attribute.id);
    for (const Alias& alias : aliases)
        table.emplace(alias.heading, alias.id);
    return table;
}

}  // namespace

const std::vector<EnterpriseAttribute>& enterprise_attributes() {
    static const std::vector<EnterpriseAttribute> attributes{
        {"id", {"统一社会信用代码", "Unified social credit code"}},
        {"name", {"企业名称", "Enterprise name"}},
        {"city", {"城市", "City"}},
        {"industry", {"行业类别", "Industry"}},
        {"size", {"规模类型", "Size class"}},
        {"cluster", {"产业集群", "Cluster"}},
        {"chain", {"产业链", "Industrial chain"}},
        {"status", {"梯度培育类型", "Status"}},
    };
    return attributes;
}

std::optional<std::string> find_attribute(std::string_view heading) {
    static const std::unordered_map<std::string, std::string> table = make_table();
    const std::string key = matching_key(heading);
    if (key.starts_with(prefix) && key.size() > prefix.size()) return key.substr(prefix.size());
    const auto found = table.find(key);
    if (found == table.end()) return std::nullopt;
    return found->second;
}

bool is_period_heading(std::string_view heading) {
    return std::find(period_headings.begin(), period_headings.end(), matching_key(heading)) !=
           period_headings.end();
}

bool is_system_heading(std::string_view heading) {
    return std::find(system_headings.begin(), system_headings.end(), matching_key(heading)) !=
           system_headings.end();
}

}  // namespace tidu
