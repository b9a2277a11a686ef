"""From a plan and a scenario to a problem of routing, stage by stage, and back to the plan."""
