"""The quick selection: a few instances of every set, chosen by size and kind, for two cores.

Of sets with many instances a small one, one of some two hundred customers and one of another kind
stand for all. docs/benchmarks.md says how long they take.
"""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.cases import Case

QUICK = frozenset(
    {
        "cflp/orlib/cap41",
        "cflp/holmberg/p1",
        "humanitarian/rawls_turnquist_2010/nominal",
        "gaotai/variants/as_planned",
        "cvrp/X/X-n101-k25",
        "cvrp/X/X-n219-k73",
        "cvrp/X/X-n351-k40",
        "cvrp/X/X-n1001-k43",
        "vrptw/solomon/C109",
        "vrptw/solomon/R205",
        "vrptw/solomon/RC104",
        "mdvrp/cordeau/p04",
        "mdvrp/cordeau/p08",
        "mdvrp/mdvrptw_vidal/PR11A",
        "mdvrp/mdvrptw_vidal/PR13A",
        "hvrp/HFVRP/HVRP13",
        "hvrp/HFVRP/HVRP20",
        "hvrp/VFMP_F/vfmpf20",
        "hvrp/VFMP_FV/vfmpfv20",
        "hvrp/VFMP_V/vfmpv20",
        "hvrp/X_pessoa/X115-HVRP",
        "hvrp/X_pessoa/X181-HD",
        "hvrp/X_pessoa/X298-FSMD",
        "mtvrptwr/yang/C201R0.25",
        "mtvrptwr/yang/R204R0.25",
        "mtvrptwr/yang/RC206R0.5",
        "sdvrptw_site_dependent/cordeau_laporte/PR01",
        "sdvrptw_site_dependent/cordeau_laporte/PR04",
        "sdvrp/SET-1/SD11",
        "sdvrp/SET-2/S76D3",
        "sdvrp/SET-3/p05_1050",
        "sdvrp/SET-4/eilA101",
        "driving/gaotai/S2",
        "driving/qinhuangdao/S3",
        "driving/generated/1000",
    }
)
"""Names of cases."""


def quick(cases: Iterable[Case]) -> tuple[Case, ...]:
    """Return the cases of the quick selection, in the order given."""
    return tuple(case for case in cases if case.name in QUICK)
