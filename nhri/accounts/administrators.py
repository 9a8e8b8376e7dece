"""Somebody must be able to manage colleagues: the last administrator stays one."""

from django.contrib.auth.models import Group
from django.db.models import Q

from nhri.accounts.models import User
from nhri.accounts.roles import ADMINISTRATOR


def is_last_administrator(user: User) -> bool:
    """True when nobody else could manage colleagues if `user` no longer did.

    Somebody invited who has not chosen a password yet does not count: their mail may be lost.
    Call it inside the transaction that takes the role away: the role's row is locked, so that two
    administrators cannot let each other go at once.
    """
    Group.objects.select_for_update().filter(name=ADMINISTRATOR).first()
    able = User.objects.filter(is_active=True, is_staff=True).filter(
        Q(groups__name=ADMINISTRATOR) | Q(is_superuser=True)
    )
    able = [one for one in able.distinct() if one.has_usable_password()]
    return user in able and len(able) == 1
