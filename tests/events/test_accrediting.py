"""A status follows a status: by one rule that is shown, and never two at once."""

from datetime import date
from typing import Any

import pytest

from events.accrediting import closing_day, is_older
from events.models import Accreditation, Membership, Network, Organisation
from tests.forms import form_in, text_in


def row(as_of: int, decided_on: date | None = None) -> Accreditation:
    return Accreditation(as_of=as_of, decided_on=decided_on)


@pytest.mark.parametrize(
    "earlier,later,day",
    [
        (row(2019), row(2025), date(2025, 1, 1)),
        (row(2019), row(2025, date(2025, 3, 11)), date(2025, 3, 11)),
        (row(2025, date(2025, 4, 1)), row(2025), date(2025, 4, 1)),
        (row(2025), row(2025), date(2025, 1, 1)),
    ],
)
def test_closing_day(earlier: Any, later: Any, day: date) -> None:
    assert closing_day(earlier, later) == day


def test_older_is_by_the_decision_else_by_the_year() -> None:
    assert is_older(row(2019), row(2025))
    assert not is_older(row(2025), row(2025))
    assert is_older(row(2025, date(2024, 1, 1)), row(2024, date(2024, 2, 1)))


PREFIX = "accreditations"


def page_of(one: Organisation) -> str:
    return f"/ar/admin/events/organisation/{one.pk}/change/"


def typed(client: Any, one: Organisation, prefix: str, rows: list[dict[str, str]]) -> Any:
    """The form with new rows, as the browser's "add another" makes them."""
    form = form_in(client.get(page_of(one)), "name_ar")
    total = int(form.value(f"{prefix}-TOTAL_FORMS"))
    for number, values in enumerate(rows, total):
        for name, value in values.items():
            form.values[f"{prefix}-{number}-{name}"] = [value]
    form.values[f"{prefix}-TOTAL_FORMS"] = [str(total + len(rows))]
    return form


def send(client: Any, form: Any, one: Organisation) -> Any:
    return form.send(client, page_of(one), form.button("_save"))


def statuses(one: Organisation) -> list[Any]:
    return list(one.accreditations.order_by("as_of", "pk").values_list("status", "as_of", "until"))


def test_new_status_closes_the_one_before_and_says_so(
    sign_in: Any, institution_of_benin: Organisation
) -> None:
    one = institution_of_benin
    one.accreditations.create(status="A", as_of=2019)
    client = sign_in("author")
    new = {"status": "B", "as_of": "2025", "decided_on": "2025-03-11", "is_public": "on"}
    response = send(client, typed(client, one, PREFIX, [new]), one)
    assert response.status_code == 302
    assert statuses(one) == [("A", 2019, date(2025, 3, 11)), ("B", 2025, None)]
    said = text_in(client.get(response.headers["Location"]))
    assert "2019" in said
    assert "2025" in said


def test_rule_is_shown_where_a_status_is_added(sign_in: Any, institution_of_benin: Any) -> None:
    client = sign_in("author")
    page = client.get(page_of(institution_of_benin).replace("/ar/", "/en/"))
    assert "closes the one before" in text_in(page)


@pytest.mark.parametrize(
    "rows",
    [
        [{"status": "B", "as_of": "2018"}],
        [{"status": "B", "as_of": "2025"}, {"status": "A", "as_of": "2026"}],
        [{"status": "B", "as_of": "2025", "decided_on": "2025-05-01", "until": "2025-04-01"}],
        [{"status": "B", "as_of": "1990"}],
    ],
    ids=["older than the current", "two at once", "ends before it begins", "impossible year"],
)
def test_status_that_cannot_be_is_refused_beside_the_field(
    sign_in: Any, institution_of_benin: Organisation, rows: Any
) -> None:
    one = institution_of_benin
    one.accreditations.create(status="A", as_of=2019)
    client = sign_in("author")
    response = send(client, typed(client, one, PREFIX, rows), one)
    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert statuses(one) == [("A", 2019, None)]
    again = form_in(response, "name_ar")
    assert again.value(f"{PREFIX}-1-as_of") == rows[0]["as_of"]


def test_earlier_status_with_its_end_is_added_to_the_history(
    sign_in: Any, institution_of_benin: Organisation
) -> None:
    one = institution_of_benin
    one.accreditations.create(status="A", as_of=2019)
    client = sign_in("author")
    old = {"status": "B", "as_of": "2012", "until": "2018-11-01"}
    assert send(client, typed(client, one, PREFIX, [old]), one).status_code == 302
    assert statuses(one) == [("B", 2012, date(2018, 11, 1)), ("A", 2019, None)]


def test_closing_one_and_adding_another_in_one_saving(
    sign_in: Any, institution_of_benin: Organisation
) -> None:
    one = institution_of_benin
    one.accreditations.create(status="A", as_of=2019)
    client = sign_in("author")
    form = typed(client, one, PREFIX, [{"status": "none", "as_of": "2025"}])
    form.values[f"{PREFIX}-0-until"] = ["2024-06-01"]
    assert send(client, form, one).status_code == 302
    assert statuses(one) == [("A", 2019, date(2024, 6, 1)), ("none", 2025, None)]


def test_second_current_membership_is_refused_and_a_later_one_is_not(
    sign_in: Any, institution_of_benin: Organisation, alliance: Network
) -> None:
    one = institution_of_benin
    one.memberships.create(network=alliance, member_class="A")
    client = sign_in("author")
    new = {"network": str(alliance.pk), "member_class": "B"}
    response = send(client, typed(client, one, "memberships", [new]), one)
    assert (response.status_code, Membership.objects.count()) == (200, 1)
    assert "errorlist" in response.content.decode()
    form = typed(client, one, "memberships", [new])
    form.values["memberships-0-until"] = ["2025-01-01"]
    assert send(client, form, one).status_code == 302
    assert Membership.objects.count() == 2


def test_two_new_current_memberships_at_once_are_refused(
    sign_in: Any, institution_of_benin: Organisation, alliance: Network
) -> None:
    client = sign_in("author")
    new = {"network": str(alliance.pk)}
    form = typed(client, institution_of_benin, "memberships", [new, new])
    assert send(client, form, institution_of_benin).status_code == 200
    assert not Membership.objects.exists()
