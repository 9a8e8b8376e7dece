"""catalogue_gaps.py FILE.po…: name every message that is empty or fuzzy; exit 1 if there is one."""

import sys
from pathlib import Path

from babel.messages.pofile import read_po

gaps = 0
for name in sys.argv[1:]:
    with Path(name).open("rb") as source:
        catalogue = read_po(source)
    for message in catalogue:
        texts = [message.string] if isinstance(message.string, str) else message.string
        if message.id and (message.fuzzy or not all(texts)):
            gaps += 1
            kind = "fuzzy" if message.fuzzy else "empty"
            print(f"{kind}: {message.id!r} ({message.context or 'no context'})")
sys.exit(f"{gaps} messages lack their Arabic" if gaps else 0)
