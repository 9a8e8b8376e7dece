"""What is true of Arabic (and of English beside it) whatever the site does with it.

Here live the pure rules: folding for search, cleaning of imported text, digits, Gregorian and
Hijri dates, sorting, joining, counting, slugs, sentences, words. Every function takes text, numbers
or dates and a `language` ("ar" or "en") and returns text. Here never live tables, requests,
settings, templates or messages for people: nothing in this room imports Django or another room.
"""
