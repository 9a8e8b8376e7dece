"""Whose approval counts without an account: the administrator's register."""

from nhri.accounts import roles

roles.grant(roles.ADMINISTRATOR, "nhri.reviewer", "view", "add", "change")
