"""What keeps readers and staff safe whatever is typed, pasted or requested.

Lives here: response headers, the HTML sanitiser with its field and editor widget. Never lives
here: tables, permissions (see `nhri.workflow.permissions`), or a view.
"""
