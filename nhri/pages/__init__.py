"""The institution itself and its standing pages: about, contact, privacy, accessibility.

Lives here: `Institution` (one row: names, contacts, how dates and digits are written) and `Page`.
Never lives here: anything dated; that is news.
"""
