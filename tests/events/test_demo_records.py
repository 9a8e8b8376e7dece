"""Demo content: the networks and institutions, and a second run changes nothing."""

from events.demo import records
from events.models import Accreditation, Membership, Network, Organisation


def test_demo_has_networks_and_institutions_and_stays(db: None) -> None:
    models = (Organisation, Network, Membership, Accreditation)
    said = records({})
    first = [list(model.objects.order_by("pk").values_list()) for model in models]
    assert [len(rows) for rows in first] == [140, 6, 263, 134]
    assert records({}) == said
    assert [list(model.objects.order_by("pk").values_list()) for model in models] == first
