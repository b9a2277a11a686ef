"""New orders while a response is under way."""

from __future__ import annotations

ORDERS: dict[str, tuple[str, str]] = {
    "replanned": (
        "{scenario}, {hour} after the start. Vehicles with new orders: {changed}; as ordered: "
        "{kept}",
        "{scenario}，启动后 {hour}：改派 {changed} 辆，{kept} 辆照原令执行",
    ),
    "orders_forced": (
        "Had to change: {forced} ({causes}). Changed to serve more or sooner: {chosen}.",
        "其中必须改派 {forced} 辆（{causes}），为多送、早送而改派 {chosen} 辆。",
    ),
    "orders_chosen": (
        "Nobody had to change; changed to serve more or sooner: {chosen}.",
        "无必须改派的车辆；为多送、早送而改派 {chosen} 辆。",
    ),
    "orders_beyond": (
        "At most {most} were to change; {forced} had to, {over} more: nobody else was given new "
        "orders.",
        "要求最多改派 {most} 辆，但必须改派的已有 {forced} 辆，超出 {over} 辆；其余车辆未改派。",
    ),
    "orders_within": (
        "At most {most} were to change.",
        "要求最多改派 {most} 辆。",
    ),
    "cause_of": ("{cause}: {count}", "{cause}：{count} 辆"),
    "no_new_orders": ("Nobody needs new orders.", "无需改派。"),
    "order_of": ("{vehicle}: {cause}", "{vehicle}：{cause}"),
    "order_lost": ("it drives no more", "车辆已不能行驶"),
    "order_road": ("a road closed ahead of it", "前方道路封闭"),
    "order_reported": ("it is not where the plan has it", "车辆实际情况与方案不符"),
    "order_needless": ("what it was to bring is needed no more", "所送物资已不再需要"),
    "order_unable": ("it cannot drive its orders any more", "原令已无法执行"),
    "order_goods": ("what it brings changes", "运送任务调整"),
    "order_at": (
        "  takes new orders at {place} from {hour} on",
        "  {hour} 起在{place}接受新令",
    ),
    "order_tell": ("  tell: {whom}", "  通知：{whom}"),
    "order_driver": ("the driver", "驾驶员"),
    "order_was": ("  was:", "  原令："),
    "order_now": ("  now:", "  新令："),
    "order_nothing": ("    nothing more", "    无后续任务"),
    "order_on_board": ("    with what is on board", "    车上已装货物"),
    "order_load": ("    load at {origin} at {hour}", "    {hour} 在{origin}装货"),
    "order_stop": ("      {place} {hour}: {goods}", "      {hour} 到{place}：{goods}"),
    "order_with": (" + ", "、"),
    "order_and": ("; ", "；"),
    "one_person": ("1 person", "1 人份"),
    "some_persons": ("{persons} persons", "{persons} 人份"),
    "order_drop": ("{family} for {persons}", "{family} {persons}"),
    "order_drop_onward": (
        "{family} for {persons} in {place}",
        "{family} {persons}（转运至{place}）",
    ),
    "orders_worth": (
        "In all, with what the plan fails already: {unserved} unserved; {late} late, {hours} "
        "person-hours.",
        "全情景合计（含原方案）：未送达 {unserved}；晚到 {late}，共 {hours} 人·小时。",
    ),
    "order_late": (
        "Newly late: {place}, {family} for {persons}, at {hour} instead of {deadline}: {reason}",
        "新增晚到：{place}，{family} {persons}，{hour} 才到（应 {deadline} 前）：{reason}",
    ),
    "order_unserved": (
        "Not served: {place}, {family} for {persons}: {reason}",
        "未送达：{place}，{family} {persons}：{reason}",
    ),
}
