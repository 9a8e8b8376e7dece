"""The newsroom's section: press releases, statements, news, speeches and announcements.

Lives here: their models, public pages, admin, import and the doors they join the house by. Never
lives here: how publishing works (`nhri.workflow`) or how a PDF is written (`nhri.export`).
"""
