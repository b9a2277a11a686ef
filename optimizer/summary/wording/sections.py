"""Titles of the sections and the sentences in them."""

from __future__ import annotations

SECTIONS: dict[str, tuple[str, str]] = {
    # titles
    "indicators": (
        "Indicators: {met} of {judged} met, those not met first",
        "规划指标：{judged} 项中达到 {met} 项（未达到的列在前面）",
    ),
    "outside_indicators": (
        "Indicators outside this model",
        "本模型未计算的规划指标",
    ),
    "levels": (
        "Response levels: share reached / share asked by the standard that is weakest",
        "可响应级别（最薄弱标准的实际保障率 / 规定保障率）",
    ),
    "step": (
        "From level {lower} to level {graver}: what it takes beyond what stands today and what "
        "level {lower} needs, thousand CNY",
        "由 {lower} 级提升到 {graver} 级：在现有物资和 {lower} 级所需之上需新增的物资（万元）",
    ),
    "stores": ("Stores, money in thousand CNY", "储备库（点）布局（金额：万元）"),
    "built_together": ("Built together, thousand CNY", "合并建设的库（点）（金额：万元）"),
    "forced_towns": ("Towns that must have a store", "必须设储备库（点）的乡镇"),
    "forced_towns_least": (
        "Towns that must have a store, {role} or of a higher tier",
        "必须设储备库（点）的乡镇（不低于{role}）",
    ),
    "built_roads": ("Roads to be built, thousand CNY", "建设道路（万元）"),
    "ledger": (
        "Stock ledger over all stores, the biggest by value, thousand CNY",
        "库存台账（各库合计，按价值排序；金额：万元）",
    ),
    "rotation_plan": (
        "Rotation and write-off of what the plan holds, thousand CNY",
        "轮换与核销计划（万元）",
    ),
    "stock": ("Stock, the biggest lines by volume", "储备物资（按体积排序的前几项）"),
    "least_kits": (
        "Least kits of towns: pieces of what a kit names, asked and held",
        "乡镇最低储备（规定品种的规定件数与在库件数）",
    ),
    "filled_again": (
        "Filled again every year from a store of a higher tier, m3, the biggest first",
        "每年由上级库补货（立方米，多的列在前面）",
    ),
    "moves": (
        "Moved between stores before the season, the biggest by volume",
        "季前调整存放地点的物资（按体积排序的前几项）",
    ),
    "service": (
        "Service: share reached / share asked by each standard",
        "时限保障（实际保障率 / 规定保障率）",
    ),
    "tonnes_by_mode": (
        "Transport modes: tonnes carried; what goes by several counts for each",
        "各运输方式承运量（吨，联运的在各方式分别计入）",
    ),
    "chains": (
        "Trunk, branch and last mile: what changes from one vehicle to another, longest first",
        "干线、支线、末端接驳运输（环节多的列在前面）",
    ),
    "modes_of_families": (
        "Reserve modes: share of the need of {scenarios} that each meets",
        "储备方式结构（{scenarios}中各方式满足需要的比例）",
    ),
    "mode_limits": (
        "Limits of reserve modes: lowest and highest share of the need in a scenario",
        "储备方式的比例限制（各情景中的最低与最高占比）",
    ),
    "modes_on_call": (
        "Reserve modes: what is held or on call, and what that costs a year, thousand CNY",
        "各储备方式的物资价值与年协议费（万元）",
    ),
    "contracts": (
        "Contracts with sources, the dearest, thousand CNY",
        "协议储备与外部来源（按金额排序的前几项；金额：万元）",
    ),
    "spending": ("Spending and ceilings, thousand CNY", "资金安排与上限（万元）"),
    "payments": ("Who pays what is spent once, thousand CNY", "一次性投入的资金来源与用途（万元）"),
    "costs": ("Yearly equivalent cost by head, thousand CNY", "年化总费用构成（万元）"),
    "gap_totals": (
        "Gaps (shortage list) over all places, each in its worst scenario, the dearest, "
        "thousand CNY",
        "缺口清单（各地合计，取各物资最不利情景，按金额排序；万元）",
    ),
    "shortages": ("Shortages, the largest", "未能按时保障的情况（按人数排序）"),
    "and_more": ("and {count} more", "另有 {count} 项"),
    "and_more_in": ("and {count} more, all in {file}", "另有 {count} 项，全部见 {file}"),
    # indicators and levels
    "outside_line": ("{name}: {remark}", "{name}：{remark}"),
    "named_clause": ("{name} ({clause})", "{name}（{clause}）"),
    "step_total": (
        "In all {stock} ({families}).",
        "新增物资合计：{stock}（{families}）。",
    ),
    "step_beside": (
        "Beside goods the plan spends once, whatever the step: construction {construction}, "
        "equipment {equipment}, roads {roads}.",
        "除物资外，规划一次性安排（与级别无关）：库房建设 {construction}，设备 {equipment}，"
        "道路 {roads}。",
    ),
    "family_amount": ("{family} {cny}", "{family} {cny}"),
    "step_nothing": (
        "From level {lower} to level {graver}: what stands today and what level {lower} needs "
        "is enough of everything.",
        "由 {lower} 级提升到 {graver} 级：现有物资和 {lower} 级所需物资已足够。",
    ),
    # stores
    "no_stores": ("No store is opened.", "不设储备库（点）。"),
    "hardly_filled": (
        "Built and filled to less than {share}, so that a smaller size, where one is offered, "
        "may do: {stores}.",
        "新建且库容利用率不足 {share}，可考虑提供并选用更小的规格：{stores}。",
    ),
    "forced_line": ("{town}: {reasons}; {kept}", "{town}（{reasons}）：{kept}"),
    "of_hazard": ("hazard class {found} (from {least} on)", "灾害风险 {found} 级（≥{least} 级）"),
    "of_access": ("access class {found} (from {least} on)", "交通条件 {found} 级（≥{least} 级）"),
    "named_by_policy": ("named by policy", "政策指定"),
    "kept_by_stores": ("has {stores}", "设有{stores}"),
    "kept_when_cut_off": (
        "has none, everyone is served when it is cut off",
        "不设库，断路时仍可全部保障",
    ),
    "not_kept": ("NEITHER a store NOR served when cut off", "既未设库，断路时也不能全部保障"),
    # stock
    "no_stock": ("Nothing is stocked.", "不储备物资。"),
    "all_families": ("all", "合计"),
    "of_level": ("level {level} scenarios", "{level} 级情景"),
    "of_all_scenarios": ("all scenarios", "全部情景"),
    # shortages
    "go_without": (
        "{scenario}, {place}: {persons} {group} go without {goods}",
        "{scenario}：{place}{group} {persons} 人未能按时得到{goods}",
    ),
    "by_hour": ("{families} by hour {hours}", "{families}（{hours} 小时）"),
    "less_than": ("fewer than {least}", "不足 {least}"),
    "semicolon": ("; ", "，"),
    "place_in_town": ("{place} ({town})", "{town}{place}"),
    "comma": (", ", "、"),
    "between_ends": (" - ", "—"),
}
