// Each record that is found by typing is called by its label and shows a second line that tells it from its namesakes.
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
  // Each such field is called by its label; by itself the finder has no name to read out.
  const call = (where) => {
    for (const select of where.querySelectorAll("select.admin-autocomplete")) {
      const label = select.labels && select.labels[0];
      const finder = select.nextElementSibling && select.nextElementSibling.querySelector(".select2-selection");
      if (!label || !finder) continue;
      label.id ||= `label-of-${select.id}`;
      const shownChoice = finder.querySelector(".select2-selection__rendered");
      finder.setAttribute("aria-labelledby", `${label.id} ${(shownChoice && shownChoice.id) || ""}`.trim());
      if (shownChoice) shownChoice.setAttribute("aria-labelledby", label.id);
      // Where several are chosen, the field to type into stands in the finder itself.
      const typing = finder.querySelector(".select2-search__field");
      if (typing) typing.setAttribute("aria-labelledby", label.id);
    }
  };
  window.addEventListener("load", () => setTimeout(call, 0, document));
  document.addEventListener("formset:added", (event) => setTimeout(call, 0, event.target));
  settle();
  document.addEventListener("DOMContentLoaded", settle, { capture: true });
})();
