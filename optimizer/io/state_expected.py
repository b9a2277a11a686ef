"""What entries of a state should be, in words."""

from __future__ import annotations

from optimizer.bilingual import Bilingual

MOST_H = 366 * 24
"""No response takes longer than a year: hours beyond are other units, or slips of the pen."""

FLEET = Bilingual("a vehicle of the fleet", "车队中的车辆")
ROUTE_FIRST = Bilingual("Route the plan first: reserve route.", "请先运行 reserve route 编排路线。")
NO_STOP = Bilingual("a stop of the plan in this scenario", "方案在该情景中的停靠")
NO_TRIP = Bilingual("a trip of the plan in this scenario", "方案在该情景中的车次")
DONE_AS_WELL = Bilingual("a stop that is in done as well", "同时列在 done 中的停靠")
ONE_OR_OTHER = Bilingual("one or the other", "只列其中之一")
OPEN_ROAD = Bilingual(
    "a road that is not in closed_roads as well", "未同时列在 closed_roads 中的道路"
)
HOURS = Bilingual(
    f"hours since the start, at most {MOST_H:,}", f"自响应启动起的小时数，不大于 {MOST_H:,}"
)
ONLY_ONE = Bilingual("only one entry about it", "同一对象只列一次")
NO_GOODS = Bilingual("goods that the plan sends in this scenario", "方案在该情景中调运的物资")
NO_NEED = Bilingual("a need that the plan serves in this scenario", "方案在该情景中保障的需要")
