"""Who may do what in the newsroom, beside writing and publishing itself."""

from nhri.accounts import roles

roles.grant_content("news.newsitem")
for _role in (roles.AUTHOR, roles.TRANSLATOR, roles.ADMINISTRATOR):
    roles.grant(_role, "news.topic", "view")
    roles.grant(_role, "news.presscontact", "view")
for _role in (roles.EDITOR, roles.PUBLISHER):
    roles.grant(_role, "news.topic", "view", "add", "change")
    roles.grant(_role, "news.presscontact", "view", "add", "change")
