"""A tiny problem in each grammar of the published routing files."""

SOLOMON = """tiny

VEHICLE
NUMBER     CAPACITY
  2         10

CUSTOMER
CUST NO.  XCOORD.  YCOORD.  DEMAND  READY TIME  DUE DATE  SERVICE TIME

    0       0         0        0        0        100        0
    1       3         4        6       20         30        5
    2       6         8        4        0         90        5
"""

CORDEAU = """2 1 2 2
0 10
40 12
1  3 4 5 6 1 2 1 2
2 13 4 5 7 1 2 1 2
3  0 0 0 0 0 0
4 10 0 0 0 0 0
"""

TAILLARD = """ //Lines 1:5      : these comments
 2 2 999999.0 0.0 1 1
 1 10 100 1.5
 3 20 0 2
 0 0
 3 4 6
 6 8 4
"""

SPLIT = "2 10\n6 7\n0 0\n3 4\n6 9\n"

VRP = """NAME: tiny
TYPE: anything
EDGE_WEIGHT_TYPE: EUC_2D
DIMENSION: 4
VEHICLES: 3
VEHICLES_MAX_DURATION: 50
SERVICE_TIME: 2
NODE_COORD_SECTION
1\t0\t0
2\t10\t0
3\t3\t4
4\t6\t8
DEMAND_SECTION
1\t0
2\t0
3\t6
4\t4
TIME_WINDOW_SECTION
1\t0\t100
2\t5\t100
3\t0\t90
4\t0\t90
RELEASE_TIME_SECTION
1\t0
2\t0
3\t7
4\t0
CAPACITY_SECTION
1\t10
2\t20
3\t10
VEHICLES_DEPOT_SECTION
1\t1
2\t2
3\t1
VEHICLES_RELOAD_DEPOT_SECTION
1\t1\t2
2
3\t1\t2
VEHICLES_ALLOWED_CLIENTS_SECTION
1\t3
2\t3\t4
3\t3
VEHICLES_FIXED_COST_SECTION
1\t500
2\t100
3\t500
VEHICLES_UNIT_DISTANCE_COST_SECTION
1\t120
2\t100
3\t120
DEPOT_SECTION
1
2
-1
EOF
"""


def written(folder, text, name="tiny.txt"):
    path = folder / name
    path.write_text(text, encoding="ascii")
    return path
