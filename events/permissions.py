"""Who may do what with events, people and networks."""

from nhri.accounts import roles

roles.grant_content("events.event")
_RECORDS = (
    "participant", "organisation", "network", "membership", "accreditation", "eventseries",
)  # fmt: skip
for _model in _RECORDS:
    for _role in (roles.AUTHOR, roles.TRANSLATOR, roles.EDITOR, roles.PUBLISHER):
        roles.grant(_role, f"events.{_model}", "view", "add", "change")
    roles.grant(roles.ADMINISTRATOR, f"events.{_model}", "view")
# Nobody deletes a record. Merging takes one away too, so whoever reviews may, whoever writes not.
for _model in ("participant", "organisation"):
    for _role in (roles.EDITOR, roles.PUBLISHER):
        roles.grant(_role, f"events.{_model}", "merge")
for _role in roles.ROLES:
    roles.grant(_role, "events.country", "view")
