"""Events, the people at them, and the networks that hold them: records, not blog posts.

Lives here: an event with its sessions, participations and outcomes; persons, organisations,
networks, memberships and accreditations; their pages, calendars and imports. Never lives here: how
publishing works (`nhri.workflow`), or what is written about an event afterwards (`news`).
"""
