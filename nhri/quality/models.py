"""GlossaryTerm: one official name or word of the trade, in both languages."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhri.quality.names import Term

_ONE_PER_LINE = _("One per line.")
_WRONG_HELP = _("One per line. Editors are told, and offered the official name.")


class GlossaryTerm(models.Model):
    """What a body, a treaty or a notion is called, and how it is not called."""

    name_ar = models.CharField(_("name in Arabic"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300)
    abbreviation = models.CharField(_("abbreviation"), max_length=30, blank=True)
    variants_ar = models.TextField(
        _("accepted variants in Arabic"), blank=True, help_text=_ONE_PER_LINE
    )
    variants_en = models.TextField(
        _("accepted variants in English"), blank=True, help_text=_ONE_PER_LINE
    )
    wrong_ar = models.TextField(_("wrong variants in Arabic"), blank=True, help_text=_WRONG_HELP)
    wrong_en = models.TextField(_("wrong variants in English"), blank=True, help_text=_WRONG_HELP)
    is_official = models.BooleanField(
        _("official name"),
        default=False,
        help_text=_("A body or a treaty: when one language names it, the other must name it too."),
    )
    note = models.TextField(_("note"), blank=True)
    is_active = models.BooleanField(
        _("in use"), default=True, help_text=_("Texts are checked against names in use only.")
    )

    class Meta:
        verbose_name = _("name in the glossary")
        verbose_name_plural = _("glossary of names")
        ordering = ["name_en"]
        constraints = [
            models.UniqueConstraint(fields=["name_en", "name_ar"], name="glossary_name_once"),
            models.CheckConstraint(
                condition=~models.Q(name_ar="") & ~models.Q(name_en=""),
                name="glossary_name_in_both_languages",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name_ar} · {self.name_en}"

    def clean(self) -> None:
        """A form cannot be right and wrong at once."""
        errors: dict[str, Any] = {}
        for language in ("ar", "en"):
            right = {_same(form) for form in self.term.forms(language)}
            if right & {_same(form) for form in self.term.wrong(language)}:
                errors[f"wrong_{language}"] = _("This is also given as a right form.")
        if errors:
            raise ValidationError(errors)

    @property
    def term(self) -> Term:
        """As the checker takes it."""
        return Term(
            name_ar=self.name_ar,
            name_en=self.name_en,
            abbreviation=self.abbreviation,
            accepted_ar=_lines(self.variants_ar),
            accepted_en=_lines(self.variants_en),
            wrong_ar=_lines(self.wrong_ar),
            wrong_en=_lines(self.wrong_en),
            is_official=self.is_official,
        )


def _lines(value: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in value.splitlines() if line.strip())


def _same(form: str) -> str:
    return " ".join(form.split()).casefold()
