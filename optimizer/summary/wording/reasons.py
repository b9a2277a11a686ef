"""Why something is unserved or late, by the reasons of docs/routing.md, section 6."""

from __future__ import annotations

REASONS: dict[str, tuple[str, str]] = {
    "because_no_way": ("no way for the vehicles leads there", "没有车辆可以通行的路线"),
    "because_weight_limit": (
        "weight limits or classes of roads keep the vehicles out",
        "道路限重或等级不允许车辆通行",
    ),
    "because_closed_road": ("a closed road opens too late", "封闭道路恢复通行太晚"),
    "because_range": ("it is beyond the range of the vehicles", "超出运输工具的续航里程"),
    "because_stock": ("its origins hold too little", "装货点的物资不足"),
    "because_goods_not_ready": ("the goods are ready too late", "物资备妥太晚"),
    "because_docks": ("loading takes too long at the docks", "装车位或装卸能力不足"),
    "because_rests": ("crews must rest or end their shift", "驾驶员须休息或换班"),
    "because_vehicle_hours": ("vehicles are too few", "车辆不足"),
    "because_vehicle_size": (
        "a piece is larger than any vehicle that comes there",
        "单件物资超过可到达车辆的装载能力",
    ),
    "because_visits": ("the place gets no more stops", "该地点的停靠次数已用完"),
    "because_combination": (
        "no reason was found, not even all together",
        "未找到原因，各项合并亦不能说明",
    ),
    "because_not_examined": ("not looked into for lack of time", "时间所限，原因未查"),
    "reasons_together": ("together: {reasons}", "以下原因共同所致：{reasons}"),
    "both": (" and ", "且"),
    "all_of": (", and ", "，且"),
    "clauses": (", ", "，"),
    "no_reason": ("no reason is stated", "未说明原因"),
}
