"""Dispatch sheets, and the page on a scenario before them."""

from __future__ import annotations

SHEETS: dict[str, tuple[str, str]] = {
    # head
    "sheet": ("Dispatch sheet: {vehicle}", "派车单：{vehicle}"),
    "sheet_scenario": ("{title} - {scenario} ({id})", "{title}，{scenario}（{id}）"),
    "sheet_vehicle": (
        "Vehicle: {name}, {owner}, takes {payload_t} t and {volume_m3} m3",
        "车辆：{name}，{owner}，载重 {payload_t} 吨，容积 {volume_m3} 立方米",
    ),
    "sheet_stands": (
        "Stands at: {place} ({id}), can be used from {ready} on",
        "驻地：{place}（{id}），{ready} 起可用",
    ),
    "sheet_drivers": (
        "Drivers needed: {drivers} (one; two where driving, loading and unloading exceed a shift "
        "of {shift} h; here they take {work})",
        "驾驶员：{drivers} 人（一般 1 人；行驶与装卸合计超过每班 {shift} 小时的，配 2 人；"
        "本车合计 {work}）",
    ),
    "sheet_hours": (
        "Hours are h:mm after the start of the response.",
        "时刻均为响应启动后的 时:分。",
    ),
    "sheet_units": (
        "Units are whole: at every stop all that has come to the place is rounded up, so that "
        "nobody is short; 0 means that enough came before. kg and m3 are as planned.",
        "件数为整数：每站按该地累计送达量向上取整，确保人人不缺；0 表示此前已送足。"
        "重量和体积按方案计。",
    ),
    "own_vehicle": ("own", "自有"),
    "contract_vehicle": ("under contract", "协议"),
    "requisition_vehicle": ("requisitioned", "征用"),
    # trips and stops
    "sheet_trip": ("Trip {trip}: load at {origin}", "第 {trip} 趟：在{origin}装货"),
    "origin_at": ("{origin} ({id}), {place}", "{place}{origin}（{id}）"),
    "place_with_id": ("{place} ({id})", "{place}（{id}）"),
    "sheet_empty": (
        "  empty from {start}: leave {leave}, arrive {arrive} ({km} km)",
        "  空驶自{start}：{leave} 出发，{arrive} 到达（{km} 公里）",
    ),
    "sheet_loading": (
        "  load {begin} to {end}, depart {depart}",
        "  装货 {begin} 至 {end}，{depart} 发车",
    ),
    "sheet_beyond": (
        "  Attention: the whole units make {kg} kg and {m3} m3, more than the vehicle takes. Load "
        "what fits, say what stays.",
        "  注意：按整件计为 {kg} 千克、{m3} 立方米，超出本车装载能力，请按能装下的装，余量报调度。",
    ),
    "sheet_stop": ("  Stop {stop}: {place}", "  第 {stop} 站：{place}"),
    "sheet_way": (
        "    leave {leave}, arrive {arrive} ({km} km)",
        "    {leave} 出发，{arrive} 到达（{km} 公里）",
    ),
    "sheet_by": ("    by {roads}", "    经{roads}"),
    "sheet_unloading": ("    unload {begin} to {end}", "    卸货 {begin} 至 {end}"),
    "sheet_handing_on": (
        "    hand on {begin} to {end}, for {places}",
        "    换装 {begin} 至 {end}，转运至{places}",
    ),
    "sheet_rest": ("{indent}rest {begin} to {end}", "{indent}休息 {begin} 至 {end}"),
    "sheet_received": (
        "    Received by: ____________________",
        "    收货人签字：____________________",
    ),
    "sheet_home": (
        "Way home: leave {leave}, at {place} {arrive} ({km} km)",
        "返回：{leave} 出发，{arrive} 到达{place}（{km} 公里）",
    ),
    "sheet_ends": ("It ends at {place}.", "在{place}结束。"),
    "sheet_total": (
        "In all: trips {trips}, {km} km, {kg} kg; driving {drive}, away from {start} to {end}",
        "合计：{trips} 趟，{km} 公里，{kg} 千克；行驶 {drive}，外出 {start} 至 {end}",
    ),
    "sheet_signed": (
        "Dispatcher: ____________________  Driver: ____________________",
        "调度员签字：____________________  驾驶员签字：____________________",
    ),
    # the page before the sheets
    "overview": ("Emergency transport: {title}", "应急运输：{title}"),
    "vehicles_used": (
        "Vehicles used: {used} of {count}",
        "车辆使用情况（共 {count} 辆，用 {used} 辆）",
    ),
    "trips_beyond": (
        "Trips whose whole units are more than the vehicle takes: {beyond} of {trips}; their "
        "sheets say so",
        "共 {trips} 趟，其中 {beyond} 趟按整件计超出车辆装载能力（见各车派车单）",
    ),
    "arrivals_at": (
        "Hand-out at each place, the least time in hand first",
        "各地送达情况（按距时限的余量排序）",
    ),
    "unserved_goods": ("Unserved", "未送达"),
    "late_goods": ("Late", "晚到"),
    "unserved_line": (
        "{place}: {persons} {group} get no {family} ({deadline}): {reason}",
        "{place}：{group} {persons} 人没有{family}（时限 {deadline}）：{reason}",
    ),
    "late_line": (
        "{place}: {persons} {group} get {family} only by {latest} ({deadline}): {reason}",
        "{place}：{group} {persons} 人到 {latest} 才有{family}（时限 {deadline}）：{reason}",
    ),
    "all_in_time": (
        "All that is driven is handed out in time.",
        "所有由车队运送的物资均按时送达。",
    ),
    "fleet": ("fleet", "车队"),
    "supplier": ("supplier", "供应方自送"),
    "nobody": ("in homes", "家庭自备"),
    "nameless": ("not driven", "未安排车辆"),
    # heads of columns
    "vehicle": ("vehicle", "车辆"),
    "owner": ("owner", "归属"),
    "trips": ("trips", "趟次"),
    "stops": ("stops", "停靠"),
    "hours_out": ("away", "外出"),
    "hours_driving": ("driving", "行驶"),
    "hours_working": ("work", "作业"),
    "hours_resting": ("rest", "休息"),
    "drivers": ("drivers", "驾驶员"),
    "mean_full": ("full", "平均装载率"),
    "most_full": ("at most", "最高装载率"),
    "group": ("group", "人群"),
    "brought_by": ("brought by", "运送方"),
    "first_handout": ("first", "最早"),
    "last_handout": ("last", "最晚"),
    "deadline": ("deadline", "时限"),
    "slack": ("in hand", "余量"),
    "units": ("units", "件数"),
    "kg": ("kg", "重量（千克）"),
    "total_load": ("total", "合计"),
}
