"""What the worker does for the desk; in the quick start it is done at once."""

from django_tasks import task

from nhri.desk import delivery


@task()
def send_at_once(user_pk: int) -> bool:
    """Mail a colleague what they are owed at once."""
    return delivery.send_at_once(user_pk)
