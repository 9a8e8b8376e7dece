"""The people who sign in: who they are and what their role lets them do.

Lives here: `User`, the five roles as groups, the door `roles` through which sections grant them
permissions on their own tables. Never lives here: what publishing means (see `nhri.workflow`), or
the persons whom the institution writes about.
"""
