// Each record that is found by typing shows a second line that tells it from its namesakes.
(() => {
  "use strict";
  const line = (tag, name, text) => {
    const made = document.createElement(tag);
    made.className = name;
    made.dir = "auto";
    made.textContent = text;
    return made;
  };
  const shown = (entry) => {
    if (!entry.hint) return entry.text;
    const box = document.createElement("span");
    box.className = "namesake";
    box.append(line("bdi", "namesake-name", entry.text), line("small", "namesake-hint", entry.hint));
    return box;
  };
  const settle = () => {
    const $ = window.django && window.django.jQuery;
    if ($ && $.fn.select2) $.fn.select2.defaults.set("templateResult", shown);
  };
  settle();
  document.addEventListener("DOMContentLoaded", settle, { capture: true });
})();
