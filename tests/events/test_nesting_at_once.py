"""Two networks are each put under the other at the same moment: one of the two is refused."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from events.models import Network, Organisation
from nhri.accounts.models import User
from tests.forms import form_in


@pytest.mark.django_db(transaction=True)
def test_ring_is_not_closed_by_two_people_at_once(people: dict[str, User]) -> None:
    networks = [
        Network.objects.create(
            organisation=Organisation.objects.create(kind="network", name_ar=name)
        )
        for name in ("أولى", "ثانية", "ثالثة")
    ]
    first, second, third = networks
    Network.objects.filter(pk=third.pk).update(parent=second)
    together = Barrier(2)

    def put(network: Network, parent: Network) -> int:
        client = Client()
        client.force_login(people["editor"])
        page = f"/ar/admin/events/network/{network.pk}/change/"
        form = form_in(client.get(page), "parent").fill(parent=str(parent.pk))
        together.wait(timeout=20)
        try:
            response: Any = form.send(client, page, form.button("_save"))
        finally:
            connection.close()
        return int(response.status_code)

    with ThreadPoolExecutor(2) as pool:
        ended = sorted(pool.map(put, (first, second), (third, first)))
    assert ended == [200, 302]
    assert Network.objects.filter(parent=None).exists()
