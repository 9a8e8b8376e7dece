"""The glossary, which a demo needs as much as an institution does."""

from nhri.quality.glossary import load_glossary
from nhri.quality.models import GlossaryTerm
from nhri.workflow import demo


@demo.loader
def glossary(people: demo.People) -> str:
    """The official names that come with the app."""
    load_glossary()
    return f"Glossary of {GlossaryTerm.objects.count()} names"
