"""What the commands say beside the summary."""

from __future__ import annotations

COMMANDS: dict[str, tuple[str, str]] = {
    # check
    "found": ("{name}: {errors}, {warnings}", "{name}：{errors}，{warnings}"),
    "error": ("error", "错误"),
    "warning": ("warning", "提示"),
    "other_tables": (
        "the plan was made for other tables ({its}, digest {its_digest}) than these "
        "({name}, digest {digest}).",
        "方案所依据的表（{its}，摘要 {its_digest}）与现有的表（{name}，摘要 {digest}）不同。",
    ),
    "made_with": (" It was made with {options}.", "编制方案时用了 {options}。"),
    # no plan
    "interrupted_early": (
        "interrupted before there was a plan; nothing was written.",
        "求解在得到方案之前被中断，未写入任何文件。",
    ),
    "internal": ("internal error: {what}", "程序内部错误：{what}"),
    # other commands
    "copied": (
        "{name}: a copy of {example}. Try: reserve check {name}",
        "{name}：已复制算例 {example}。下一步：reserve check {name}",
    ),
    "written": ("written to {folder}", "已写入 {folder}"),
    "works": ("works", "正常"),
    "fails": ("FAILS", "失败"),
    # progress
    "read the roads": ("read the roads", "读取路网"),
    "build the model": ("build the model", "建立模型"),
    "tighten the model": ("tighten the model", "收紧模型"),
    "cover most people": ("cover most people", "扩大保障人数"),
    "place stores": ("place stores", "布设储备库"),
    "settle the plan": ("settle the plan", "整理方案"),
    "find the conflict": ("find the conflict", "查找矛盾"),
    "verify the plan": ("verify the plan", "复核方案"),
    "plan_so_far": ("plan {cny}", "方案 {cny}"),
    "bound_so_far": ("bound {cny}", "下界 {cny}"),
    "gap_so_far": ("gap {gap}", "最优间隙 {gap}"),
}
