"""How a plan is driven, judged: the rules of docs/routing.md, section 3."""
