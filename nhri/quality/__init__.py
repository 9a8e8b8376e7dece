"""What an editor should know about a text before readers do, Arabic first.

Here live the checkers (one file per family), the small reader that gives them a text as blocks
with their places in the source, the safe replacements, the glossary of official names and the
panel that shows what was found. A checker takes a `reading.Text` and yields findings; it never
changes a text, never blocks a save and never asks the database. Here never live states, verbs
or permissions to publish: what a finding stops is decided where the verbs are.
"""
