"""The least fleet that drives a plan."""

from __future__ import annotations

SIZING: dict[str, tuple[str, str]] = {
    "fleet_holds": (
        "With {needed} of {have} vehicles and {added} more every binding standard holds as driven "
        "in {scenarios}. No fewer were found.",
        "现有 {have} 辆车中用 {needed} 辆、新增 {added} 辆，{scenarios}按实际运输均达到约束性标准；"
        "未找到更小的车队。",
    ),
    "fleet_fails": (
        "Not even more vehicles were found to help: with {needed} of {have} vehicles and {added} "
        "more these binding standards are missed:",
        "增加车辆也未能达标：现有 {have} 辆车中用 {needed} 辆、新增 {added} 辆，"
        "仍未达到下列约束性标准：",
    ),
    "fleet_cut_short": (
        "In the time no fleet was found that keeps them; more vehicles may help: with {needed} of "
        "{have} vehicles and {added} more these binding standards are missed:",
        "在限定时间内未找到达标的车队，增加车辆仍可能有用：现有 {have} 辆车中用 {needed} 辆、"
        "新增 {added} 辆，仍未达到下列约束性标准：",
    ),
    "fleet_misses": (
        "  {scenario}, {standard}: {share:.1%} of persons served by hour {deadline:g}, weakest in "
        "{place}",
        "  {scenario}，{standard}：{deadline:g} 小时内人口保障率 {share:.1%}，最薄弱为{place}",
    ),
    "fleet_cause": ("  {persons:,.0f} persons: {reason}", "  {persons:,.0f} 人：{reason}"),
    "fleet_least": (
        "Whatever vehicles there are and wherever they stand, no fewer will do: {counts}.",
        "无论车辆类型和停放地点，至少需要：{counts}。",
    ),
    "fleet_of_mode": ("{count} by {mode}", "{mode} {count} 辆（架、艘）"),
    "fleet_cost": (
        "All vehicles for a day: CNY {needed:,.0f}, now CNY {have:,.0f}.",
        "全部车辆每日费用：{needed:,.0f} 元（现有车队 {have:,.0f} 元）。",
    ),
    "route": ("drive by the fleet as it is", "按现有车队运输"),
    "add vehicles": ("add vehicles", "增加车辆"),
    "take vehicles away": ("take vehicles away", "减少车辆"),
    "vehicle_type": ("type", "车型"),
    "stands_at": ("stands at", "停放地点"),
    "whose": ("owner", "权属"),
    "have_vehicles": ("have", "现有"),
    "needed_vehicles": ("needed", "需要"),
    "least_vehicles": ("proven at least", "已证明不少于"),
    "day_cost": ("CNY a day, all", "每日费用（元）"),
    "owner_own": ("own", "自有"),
    "owner_contract": ("contract", "协议"),
    "owner_requisition": ("requisition", "征用"),
    "by_road": ("road", "公路"),
    "by_rail": ("rail", "铁路"),
    "by_sea": ("sea", "水路"),
    "by_air": ("air", "航空"),
    "by_drone": ("drone", "无人机"),
}
