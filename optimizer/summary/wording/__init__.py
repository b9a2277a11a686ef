"""Every word of the summary, in English and in Chinese, by subject."""

from optimizer.summary.wording.columns import COLUMNS
from optimizer.summary.wording.commands import COMMANDS
from optimizer.summary.wording.driving import DRIVING
from optimizer.summary.wording.headline import HEADLINE
from optimizer.summary.wording.orders import ORDERS
from optimizer.summary.wording.reasons import REASONS
from optimizer.summary.wording.sections import SECTIONS
from optimizer.summary.wording.sheets import SHEETS
from optimizer.summary.wording.sizing import SIZING
from optimizer.summary.wording.words import WORDS

PHRASES: dict[str, tuple[str, str]] = {
    **HEADLINE,
    **SECTIONS,
    **COLUMNS,
    **WORDS,
    **COMMANDS,
    **DRIVING,
    **SHEETS,
    **REASONS,
    **ORDERS,
    **SIZING,
}
"""English and Chinese by key; a key has one meaning only."""
