"""New orders while a response is under way."""

from __future__ import annotations

ORDERS: dict[str, tuple[str, str]] = {
    "replanned": (
        "{scenario}, {hour} after the start: new orders for {changed} vehicles, {kept} go on as "
        "ordered",
        "{scenario}，启动后 {hour}：{changed} 辆车改派，{kept} 辆车照原令执行",
    ),
    "no_new_orders": ("Nobody needs new orders.", "无需改派。"),
    "order_of": ("{vehicle}: {cause}", "{vehicle}：{cause}"),
    "order_lost": ("it drives no more", "车辆已不能行驶"),
    "order_road": (
        "a road closed ahead of it, or it cannot drive its orders",
        "前方道路封闭或原令已无法执行",
    ),
    "order_reported": ("it is not where the plan has it", "车辆实际情况与方案不符"),
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
    "order_drop": ("{family} for {persons} persons", "{family} {persons} 人份"),
    "order_drop_onward": (
        "{family} for {persons} persons in {place}",
        "{family} {persons} 人份（转运至{place}）",
    ),
    "order_unserved": (
        "Not served: {place}, {family} for {persons} persons: {reason}",
        "未送达：{place}，{family} {persons} 人份：{reason}",
    ),
}
