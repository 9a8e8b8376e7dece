"""What the database refuses by itself, whoever writes."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from events.models import Organisation, Participant


@pytest.mark.parametrize("values", [{}, {"name_ar": ""}, {"name_ar": "", "name_en": ""}])
@pytest.mark.parametrize("model,fixed", [(Participant, {}), (Organisation, {"kind": "un"})])
def test_record_without_any_name_is_refused(db: None, model: Any, fixed: Any, values: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**fixed, **values)
    model.objects.create(**fixed, **{**values, "name_en": "Example"})
