// Writes a chosen date out in words beside its control: browsers show 03/12/2026 by their own
// locale, and a release dated on the wrong day is a wrong release. Works without it too.
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const page = document.documentElement.lang.startsWith("ar") ? "ar-AE-u-nu-latn" : "en-GB";
  const day = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
  const minute = { ...day, hour: "2-digit", minute: "2-digit", hour12: false };

  const words = (input) => {
    if (!input.value) return "";
    const moment = new Date(input.type === "date" ? `${input.value}T12:00` : input.value);
    const format = new Intl.DateTimeFormat(page, input.type === "date" ? day : minute);
    return Number.isNaN(moment.getTime()) ? "" : format.format(moment);
  };

  const tell = (where) => where.querySelectorAll('input[type="date"], input[type="datetime-local"]').forEach((input) => {
    const line = document.createElement("output");
    line.className = "readback";
    line.htmlFor = input.id;
    input.after(line);
    const show = () => { line.textContent = words(input); };
    input.addEventListener("input", show);
    show();
  });
  tell(document);
  // A card that was added to the page.
  document.addEventListener("formset:added", (event) => tell(event.target));
});
