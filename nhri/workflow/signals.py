"""The one signal of this house: something that readers may see has changed.

`content_changed` is sent after the commit with `instance`, `languages` (a tuple) and `hard`
(True when the old text must never be served again: withdrawn, corrected, embargoed).
"""

from django.dispatch import Signal

content_changed = Signal()
