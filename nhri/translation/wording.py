"""Django's own words of which our catalogue has better ones.

Django's Arabic of the admin is uneven: «مرشّح» for a filter, «تاريخ» for a history, commands where
an Arab editor expects the name of the act, nothing at all for half of the password pages. The
project's catalogue outranks Django's, but `makemessages` drops every message that it meets nowhere
in our source. It meets them here. No program reads these tuples; the words must be Django's to the
letter, and a test compares them with Django's own catalogues.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

DJANGO_WORDS: tuple[str | Promise, ...] = (
    # Start page and frame.
    _("Home"),
    _("Welcome,"),
    _("View site"),
    _("Change password"),
    _("Skip to main content"),
    _("Breadcrumbs"),
    _("Toggle navigation"),
    _("Toggle theme (current theme: auto)"),
    _("Toggle theme (current theme: light)"),
    _("Toggle theme (current theme: dark)"),
    _("%(app)s administration"),
    _("You don’t have permission to view or edit anything."),
    _("None available"),
    _("Added:"),
    _("Changed:"),
    _("Deleted:"),
    _("Authentication and Authorization"),
    # Lists.
    _("Add"),
    _("View"),
    _("Delete"),
    _("Add %(name)s"),
    _("Select %s"),
    _("Select %s to change"),
    _("Select %s to view"),
    _("Search"),
    _("Filter"),
    _(" By %(filter_title)s "),
    _("Clear all filters"),
    _("Any date"),
    _("All dates"),
    _("Past 7 days"),
    _("%(full_result_count)s total"),
    _("Show all"),
    _("Go"),
    _("Run the selected action"),
    _("No action selected."),
    _("Items must be selected in order to perform actions on them. No items have been changed."),
    _("0 of %(cnt)s selected"),
    _("Select all %(total_count)s %(module_name)s"),
    _("Clear selection"),
    _("Select all objects on this page for an action"),
    _("Select this object for an action - {}"),
    _("Delete selected %(verbose_name_plural)s"),
    # Forms.
    _("Save"),
    _("Save and view"),
    _("Save and add another"),
    _("Save and continue editing"),
    _("View on site"),
    _("Add another %(model)s"),
    _("Hold down “Control”, or “Command” on a Mac, to select more than one."),
    _("The {name} “{obj}” was added successfully."),
    _("You may edit it again below."),
    _("The {name} “{obj}” was added successfully. You may add another {name} below."),
    _("The {name} “{obj}” was changed successfully."),
    _("The {name} “{obj}” was changed successfully. You may edit it again below."),
    _("The %(name)s “%(obj)s” was deleted successfully."),
    _("%(name)s with ID “%(key)s” doesn’t exist. Perhaps it was deleted?"),
    # Widgets.
    _("Currently:"),
    _("Change:"),
    # History.
    _("History"),
    _("Change history: %s"),
    _("Date/time"),
    _("Action"),
    _("This object doesn’t have a change history. It probably wasn’t added via this admin site."),
    _("Changed {fields}."),
    _("No fields changed."),
    # Deleting.
    _(
        'Are you sure you want to delete the %(object_name)s "%(escaped_object)s"? All '
        "of the following related items will be deleted:"
    ),
    _(
        "Deleting the %(object_name)s '%(escaped_object)s' would require deleting the "
        "following protected related objects:"
    ),
    _("Yes, I’m sure"),
    _("No, take me back"),
    _("Successfully deleted %(count)d %(items)s."),
    # Signing in and passwords.
    _("Log in"),
    _("Logged out"),
    _("Thanks for spending some quality time with the web site today."),
    _(
        "Please enter the correct %(username)s and password for a staff account. Note "
        "that both fields may be case-sensitive."
    ),
    _(
        "Please enter a correct %(username)s and password. Note that both fields may be"
        " case-sensitive."
    ),
    _(
        "You are authenticated as %(username)s, but are not authorized to access this "
        "page. Would you like to login to a different account?"
    ),
    _("Old password"),
    _("Password change"),
    _("Password change successful"),
    _("Your password was changed."),
    _("Password changed successfully."),
    _("Change password: %s"),
    _("Set password: %s"),
    _("Change my password"),
    _("Set password"),
    _("Reset password"),
    _(
        "Please enter your old password, for security’s sake, and then enter your new "
        "password twice so we can verify you typed it in correctly."
    ),
    _("Enter a new password for the user <strong>%(username)s</strong>."),
    _("Enter the same password as before, for verification."),
    _("The two password fields didn’t match."),
    _("Your old password was entered incorrectly. Please enter it again."),
    _("The password is too similar to the %(verbose_name)s."),
    _("Your password can’t be too similar to your other personal information."),
    _("This password is too common."),
    _("Your password can’t be a commonly used password."),
    _("No password set."),
    _("Password-based authentication"),
    _("Enabled"),
    _("Disabled"),
    _(
        "Whether the user will be able to authenticate using a password or not. If "
        "disabled, they may still be able to authenticate using other backends, such as"
        " Single Sign-On or LDAP."
    ),
    _("Enable password-based authentication for this user by setting a password."),
    _("This action will <strong>enable</strong> password-based authentication for this user."),
    _("Disable password-based authentication"),
    _("Enable password-based authentication"),
    _("Password-based authentication was disabled."),
    _("Raw passwords are not stored, so there is no way to see the user’s password."),
    _("After you’ve created a user, you’ll be able to edit more user options."),
    _("Conflicting form data submitted. Please try again."),
    _("algorithm"),
    _("iterations"),
    _("salt"),
    _("hash"),
    _("A user with that username already exists."),
    _(
        "Enter a valid username. This value may contain only letters, numbers, and "
        "@/./+/-/_ characters."
    ),
    # What a form refuses.
    _("This field cannot be null."),
    _("This field cannot be blank."),
    _("Enter a valid URL."),
    _("Enter a valid email address."),
    _("Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
    _("Enter a whole number."),
    _("Enter a valid date."),
    _("Enter a valid date/time."),
    _("Ensure this value is less than or equal to %(limit_value)s."),
    _("Ensure this value is greater than or equal to %(limit_value)s."),
    _("Select a valid choice. %(value)s is not one of the available choices."),
    _("Select a valid choice. That choice is not one of the available choices."),
    _("%(model_name)s with this %(field_label)s already exists."),
    _("The submitted file is empty."),
    # Counted.
    ngettext_lazy("Please correct the error below.", "Please correct the errors below."),
    ngettext_lazy("%(counter)s result", "%(counter)s results"),
    ngettext_lazy("%(total_count)s selected", "All %(total_count)s selected"),
    ngettext_lazy("entry", "entries"),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    ngettext_lazy(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
    ),
    ngettext_lazy(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
    ),
    ngettext_lazy(
        "Ensure this value has at least %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at least %(limit_value)d characters (it has %(show_value)d).",
    ),
)

#: Labels as Django's history of users, topics, contacts and the institution stores them: in English
#: and with a capital letter. It translates them when somebody reads the history.
STORED_LABELS: tuple[str, ...] = (
    _("User name"),
    _("Full name"),
    _("E-mail address"),
    _("Active"),
    _("Name (in Arabic)"),
    _("Name (in English)"),
    _("Short name (in Arabic)"),
    _("Short name (in English)"),
    _("Mandate in one sentence (in Arabic)"),
    _("Mandate in one sentence (in English)"),
    _("Mail from the newsroom"),
    _("First day of the week"),
    _("Place (in Arabic)"),
    _("Place (in English)"),
    _("About the institution (in Arabic)"),
    _("About the institution (in English)"),
    _("Postal address (in Arabic)"),
    _("Postal address (in English)"),
    _("Telephone"),
    _("Complaints hotline"),
    _("Address of this site"),
    _("Where to file a complaint"),
    _("Digits in Arabic dates"),
    _("Show the Hijri date"),
    _("Print “about the institution” on exports"),
    _("Slug"),
    _("Name or office (in Arabic)"),
    _("Name or office (in English)"),
)
