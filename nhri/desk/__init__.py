"""The people at their desks: what needs whom, and what they say to one another.

Lives here: comments on a field, notices and their mail, review links for somebody without an
account, the start page and the calendar. Never lives here: a state (see `nhri.workflow`, whose
deeds are heard through one signal), or anything that readers see.
"""
