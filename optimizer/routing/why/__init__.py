"""Why a delivery is late or left out: what would make it servable, found by trying."""
