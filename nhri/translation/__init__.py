"""Two languages as equals: which they are, how they run, what a text still lacks.

Lives here: the languages and their directions, reading one language of an object without falling
back in silence, completeness of a translation, date and number formats. Never lives here: tables,
state, or anything about one model.
"""
