"""Plans that are driven: every scenario routed, and the circle back to the siting model."""

from optimizer.driving.circle import close_circle, solve_and_drive
from optimizer.driving.options import DriveOptions
from optimizer.driving.scenarios import DrivenScenario, drive

__all__ = ["DriveOptions", "DrivenScenario", "close_circle", "drive", "solve_and_drive"]
