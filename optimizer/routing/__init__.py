"""Emergency transport: how real vehicles drive a plan (docs/routing.md)."""
