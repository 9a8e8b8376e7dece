"""Who may look names up and who keeps the glossary."""

from nhri.accounts import roles

for _role in (roles.AUTHOR, roles.TRANSLATOR):
    roles.grant(_role, "nhri.glossaryterm", "view")
for _role in (roles.EDITOR, roles.PUBLISHER, roles.ADMINISTRATOR):
    roles.grant(_role, "nhri.glossaryterm", "view", "add", "change")
