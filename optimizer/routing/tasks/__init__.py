"""The general question that engines answer: clients, vehicles, trips; its rules and its clock."""
