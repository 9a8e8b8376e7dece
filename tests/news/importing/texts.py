"""Texts of our own for the import, with the noise that real ones carry."""

FIRST = "نظمت المؤسسة الوطنية ورشة عمل حول حماية حقوق العمال المهاجرين، بمشاركة ثلاثين متدربًا."
SECOND = "وتناولت الورشة آليات تلقي الشكاوى ومتابعتها، وسبل التعاون مع مكاتب العمل في المحافظات."
THIRD = "وفي ختام اليوم الثاني وزعت الشهادات على المشاركين، واتفقوا على لقاء يعقد كل ثلاثة أشهر."
RELEASE = (FIRST, SECOND, THIRD)

ENGLISH = (
    "The national institution opened a workshop on the rights of migrant workers on Monday.",
    "Thirty trainees discussed how complaints are received, recorded and followed up.",
)


def lines(*paragraphs: str) -> bytes:
    """The bytes of a text file with one paragraph per line."""
    return "\n".join(paragraphs).encode()
