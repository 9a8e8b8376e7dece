"""Who may write pages (as any content) and who sets up the institution."""

from nhri.accounts import roles

roles.grant_content("nhri.page")
roles.grant(roles.ADMINISTRATOR, "nhri.institution", "view", "add", "change")
roles.grant(roles.ADMINISTRATOR, "nhri.page", "view", "add", "change", "submit")
