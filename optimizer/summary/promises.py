"""The promises of docs/model.md in Chinese; in English they are the sentences of `verify`."""

from __future__ import annotations

IN_CHINESE = {
    "choose_one_option": "每个库址至多选一种规模；现有和已确定的必建，已排除的不建。",
    "count_roles": "中心库、分库、储备点、基层点的数量都在规定范围内。",
    "keep_spacing": "中心库与分库之间的直线距离不小于规定间距。",
    "force_points": (
        "灾害风险高或交通不便的乡镇，以及指定的乡镇，都设有不低于规定类型的储备库（点）；"
        "政策允许时，也可以在断路情景下保障到其中每一个人来代替。"
    ),
    "store_within_volume": "每座库各类库房内的物资体积不超过库容。",
    "meet_need": "每个需要保障的人要么得到保障，要么如实计入缺口，不重复计算。",
    "ship_only_stock": "任何情景下调出的物资都不超过库内除日常周转外仍可使用的数量。",
    "draw_within_sources": (
        "协议数量不超过来源的供应能力，调用数量不超过已签约、未受损并已到位的数量，"
        "且来源只保障其服务范围；意向协议按政策计入或不计入。"
    ),
    "limit_mode": "任何情景下由某种储备方式保障的人数比例都在规定的上下限之内。",
    "cover": "约束性标准规定的人口比例和乡镇比例都在时限内达到。",
    "handle_in_time": "每座库、每个来源在时限内的装车量不超过装卸能力。",
    "drive_within_fleet": "各时限前每种运输方式的运输量（按重量和按体积）不超过其运力。",
    "spend_within_budget": "各项支出不超过相应的资金上限。",
    "survive_loss": "任何一座库失效时，仍能保障规定比例的人员。",
    "keep_at_center": "中心库的储备体积不低于规定占比。",
    "keep_minimum": "每个乡镇的库内储备不低于最低配备。",
    "arrive_in_time": "每一次调运都来自已建的库或来源，并在时限内送达。",
    "whole_units": "储备、协议和调整数量都是非负整数，人数、体积和资金不为负。",
    "state_costs": "方案列出的各项费用与重新计算的结果一致。",
    "keep_working_stock": "设有储备的机构留足日常工作所需的周转储备。",
    "move_what_stands": "储备调整不超过现有且未过期的数量，且只调往另一处已设的库（点）。",
    "replenish_stores": "每座中心库以外的库（点）都由上一级库足量补充轮换。",
    "build_roads": "只有方案修建的规划线路才用于调运。",
    "pay_from_funds": "每项支出都有资金来源，每项资金都不超过其上限。",
    "state_indicators": "方案列出的各项指标值与重新计算的结果一致。",
    "keep_what_stands": "政策要求时，现有且未过期的物资全部保留，留在原库或调往其他库（点）。",
    "drive_known_vehicles": (
        "每一趟都由车队中已到位的车辆承运，运输方式相符，前后趟次依次衔接，从驻地出发并返回驻地。"
    ),
    "load_within_vehicle": "每一趟的装载不超过车辆的载重和容积。",
    "load_what_stands": (
        "各装货点装出的物资不超过该情景下可用并已到位的数量，开始装货后才装，且只保障其服务范围。"
    ),
    "load_at_docks": "装卸作业按车辆和装货点的能力计时，同时装车的车辆不超过装车位数。",
    "drive_in_time": ("每段行驶不短于该车型当时最快路线所需时间，并计入道路封闭、限重和途中休息。"),
    "rest_on_the_way": "公路连续驾驶不超过规定时间，中途按规定休息，休息时不行驶、不装卸。",
    "keep_shift": "公路和航空每班行驶与装卸的时间不超过规定，班后休息足够时间。",
    "stay_within_range": "从装货到最后一站，以及从最后一站再往前，都不超过续航里程。",
    "leave_by_timetable": "按班次运行的运输工具只在规定时刻发出。",
    "hand_on_in_time": "联运物资在换装地全部卸下并换装完毕后才继续发运，发运量不超过到达量。",
    "limit_visits": "规定了停靠次数上限的，每个地点的停靠次数不超过上限。",
    "serve_each_once": "需要运送的每个人要么得到物资，要么如实计入未送达，不重复计算。",
    "state_arrivals": "晚到的物资如实列出；只有约束性标准按实际送达时刻成立时才称可以运达。",
    "state_drives": "方案列出的未送达、晚到、到达时刻和运输费用与重新计算的一致，下界不高于结果。",
}
"""Sentence of each promise by its name."""

UNITS_IN_CHINESE = {
    "persons": "人",
    "units": "件",
    "towns": "个乡镇",
    "stores": "座",
    "options": "种规格",
    "lines": "项",
    "stops": "次停靠",
    "trips": "趟",
    "rests": "次休息",
    "vehicles": "辆",
    "h": "小时",
    "t h": "吨·小时",
    "m3 h": "立方米·小时",
    "m3": "立方米",
    "t": "吨",
    "km": "公里",
    "kg": "千克",
    "CNY": "元",
}
"""Units in which a promise is broken; those of measures and names of goods stay as they are."""
