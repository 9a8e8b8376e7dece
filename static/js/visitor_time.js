// Beside each time of the venue the visitor's own, where the two differ. Without it the page says the
// venue's zone, which is enough.
(() => {
  "use strict";
  const note = document.querySelector("[data-zone]");
  if (!note) return;
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const language = document.documentElement.lang;
  const at = (moment, timeZone, options) => new Intl.DateTimeFormat(language === "ar" ? "ar-u-nu-latn" : "en-GB", { timeZone, ...options }).format(moment);
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  let isOther = false;
  for (const time of document.querySelectorAll("time[data-visitor]")) {
    const moment = new Date(time.dateTime);
    const here = at(moment, own, clock);
    if (here === at(moment, note.dataset.zone, clock)) continue;
    const sameDay = at(moment, own, { day: "numeric" }) === at(moment, note.dataset.zone, { day: "numeric" });
    const shown = document.createElement("span");
    shown.className = "visitor-time";
    shown.textContent = sameDay ? here : `${here} ${at(moment, own, { weekday: "short" })}`;
    if (time.closest(".event-clock")) shown.textContent += ` ${note.dataset.yours}`;
    time.closest(".session-time, .event-clock").append(" ", shown);
    isOther = true;
  }
  const said = note.querySelector(".visitor-note");
  if (isOther && said) said.hidden = false;
})();
