"""What is due for the desk: mail that was not sent, the day's digests, what has served its time."""

from nhri.desk import delivery, due, notices
from nhri.workflow import kept


@due.job
def retry_mail() -> str:
    """Mail owed at once that the worker could not send."""
    sent = delivery.retry()
    return f"Mails sent late: {sent}." if sent else ""


@due.job
def send_digests() -> str:
    """The day's digests, once from the digest hour on."""
    sent = delivery.send_digests()
    return f"Daily digests sent: {sent}." if sent else ""


@due.job
def forget_notices() -> str:
    """Notices of a quarter ago."""
    gone = notices.prune()
    return f"Old notices deleted: {gone}." if gone else ""


@due.job
def forget_kept_texts() -> str:
    """What was typed and nobody came back for."""
    gone = kept.prune()
    return f"Unsaved texts past their time deleted: {gone}." if gone else ""
