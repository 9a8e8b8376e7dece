"""The signals of this house: readers may see something else now; somebody did something.

`content_changed` is sent after the commit with `instance`, `languages` (a tuple) and `hard`
(True when the old text must never be served again: withdrawn, corrected, embargoed).

`deed_recorded` is sent for every line of the audit trail, inside its transaction, with `item` and
`entry`: what listens must not fail, and does what reaches the world after the commit.
"""

from django.dispatch import Signal

content_changed = Signal()
deed_recorded = Signal()
