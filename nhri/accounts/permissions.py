"""Who may manage colleagues: the administrator alone."""

from nhri.accounts import roles

roles.grant(roles.ADMINISTRATOR, "nhri.user", "view", "add", "change")
roles.grant(roles.ADMINISTRATOR, "auth.group", "view")
