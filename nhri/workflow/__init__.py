"""Publishing: one state per language, one table of transitions, one row for every deed.

Lives here: the states and verbs, revisions and the audit trail, who sees what, the admin mixin
that puts it into two columns. Never lives here: what a news item or an event is, or how a page
looks. The only writers of a state are `actions` and `drafts`.
"""
