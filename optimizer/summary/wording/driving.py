"""How the plan is driven, scenario by scenario."""

from __future__ import annotations

DRIVING: dict[str, tuple[str, str]] = {
    "driving": (
        "Driving: {driven} of {routed} scenarios routed can be driven, with every binding "
        "standard kept (persons unserved or late count once for each of their bundles)",
        "运输组织：已排线路的 {routed} 个情景中，{driven} 个可以运达（即约束性标准全部达到；"
        "未送达和晚到的人数按物资份数计）",
    ),
    "driven": ("driven", "可运达"),
    "unserved": ("unserved", "未送达"),
    "late": ("late", "晚到"),
    "tightest": ("tightest h / deadline", "最紧一处送达 / 时限（小时）"),
    "mean_handout": ("mean hand-out h", "平均送达（小时）"),
    "proven_handout": ("proven at least", "已证明不早于"),
    "handout_gap": ("gap", "间隙"),
    "vehicles": ("vehicles", "用车"),
    "cost_in_cny": ("cost CNY", "费用（元）"),
    "used_of": ("{used} of {count}", "{used}/{count}"),
    "unserved_persons": (
        "{scenario}: {persons} persons unserved; by any routes at least {bound}",
        "{scenario}：{persons} 人未送达（已证明任何线路都不少于 {bound} 人）",
    ),
    "late_persons": (
        "{scenario}: {persons} persons late, {hours} person-hours; by any routes at least {bound}",
        "{scenario}：{persons} 人晚到，共 {hours} 人·小时（已证明任何线路都不少于 {bound}）",
    ),
    "failed_for": (
        "{reason}: {persons} persons, flows: {count}, in {places}",
        "{reason}：{count} 项，{persons} 人，在{places}",
    ),
    "rounds": (
        "From siting to driving and back: what could not be driven was planned again",
        "选址与运输往返：排不下的部分重新规划",
    ),
    "turn": ("round", "轮次"),
    "plan_cost": ("plan CNY/a", "方案费用（元/年）"),
    "scenarios_driven": ("driven", "可运达"),
    "persons_missed": ("persons missed", "未达标人数"),
    "lanes_held": ("lanes held", "受限运输线"),
    "lifts_held": ("fleets held", "受限运力"),
    "next_step": ("what followed", "其后"),
    "planned again": ("planned again", "重新规划"),
    "every binding standard holds as driven": (
        "every binding standard holds as driven",
        "各约束性标准按实际运输均成立",
    ),
    "nothing new was learned": ("nothing new was learned", "没有新的发现"),
    "no plan heeds all that was learned": (
        "no plan heeds all that was learned; the best round is kept",
        "没有方案能同时满足这些限制，保留最好的一轮",
    ),
    "no more rounds": ("no more rounds; the best is kept", "轮次用完，保留最好的一轮"),
    "and_others": ("{places} and {count} more", "{places}，另有 {count} 处"),
}
