// The text check beside the form: sends what is typed after a pause, shows what was found, and makes
// the replacement of a finding in its field or editor. Without it the panel shows the saved text.
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const PAUSE = 900;
  const panel = document.querySelector("[data-quality-url]");
  const form = panel && panel.closest("form");
  if (!form) return;
  const status = panel.querySelector(".quality-status");
  const found = panel.querySelector(".quality-found");
  const columns = panel.dataset.qualityColumns.split(" ").filter(Boolean);
  let timer = 0;
  let asking = null;

  const editor = (name) => window.CKEDITOR && window.CKEDITOR.instances[`id_${name}`];
  const input = (name) => form.elements.namedItem(name);

  const read = (name) => {
    const rich = editor(name);
    if (rich && rich.status === "ready") return rich.getData();
    return input(name) ? input(name).value : "";
  };

  const write = (name, value) => {
    const rich = editor(name);
    if (rich && rich.status === "ready") {
      rich.fire("saveSnapshot");
      rich.setData(value, { callback: () => { rich.fire("saveSnapshot"); check(); } });
      return;
    }
    input(name).value = value;
    input(name).dispatchEvent(new Event("input", { bubbles: true }));
    check();
  };

  const say = (words) => { if (status.textContent !== words) status.textContent = words; };

  // Keyboard and screen reader stay where they were: on the same button, or the next, or the title.
  const show = (html) => {
    const buttons = () => [...found.querySelectorAll("a, button")];
    const inside = found.contains(document.activeElement);
    const place = buttons().indexOf(document.activeElement);
    found.innerHTML = html;
    const list = found.querySelector("[data-summary]");
    say(list ? list.dataset.summary : "");
    if (inside) (buttons()[place] || buttons().at(-1) || panel.querySelector("h2")).focus();
  };

  const check = async () => {
    clearTimeout(timer);
    if (asking) asking.abort();
    const mine = new AbortController();
    asking = mine;
    const values = Object.fromEntries(columns.map((name) => [name, read(name)]));
    try {
      const answer = await fetch(panel.dataset.qualityUrl, {
        method: "POST",
        credentials: "same-origin",
        redirect: "error",
        signal: mine.signal,
        headers: {
          "Content-Type": "application/json",
          "X-CSRFToken": input("csrfmiddlewaretoken").value,
        },
        body: JSON.stringify({ model: panel.dataset.qualityModel, values }),
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const html = await answer.text();
      if (asking === mine) show(html);
    } catch (problem) {
      if (problem.name !== "AbortError") say(panel.dataset.saidFailed);
    }
  };

  const soon = () => { clearTimeout(timer); timer = setTimeout(check, PAUSE); };

  // Places are counted in characters, not in the script's halves of characters. From the end
  // backwards, so that no edit moves the place of another; nothing is done unless all of them fit.
  const edited = (value, edits) => {
    const characters = Array.from(value);
    for (const [start, old, fresh] of [...edits].sort((a, b) => b[0] - a[0])) {
      const length = Array.from(old).length;
      if (characters.slice(start, start + length).join("") !== old) return null;
      characters.splice(start, length, ...Array.from(fresh));
    }
    return characters.join("");
  };

  found.addEventListener("click", (event) => {
    const link = event.target.closest("[data-quality-field]");
    if (link) {
      const name = link.dataset.qualityField;
      const target = editor(name) || input(name);
      if (!target) return;
      event.preventDefault();
      const row = input(name) && input(name).closest(".form-row");
      const folded = row && row.closest("details");
      if (folded) folded.open = true;
      if (row) row.scrollIntoView({ block: "center" });
      target.focus();
      return;
    }
    const button = event.target.closest("[data-quality-fix]");
    if (!button) return;
    const name = button.dataset.qualityFix;
    const value = edited(read(name), JSON.parse(button.dataset.edits));
    if (value === null) {
      say(panel.dataset.saidMoved);
      check();
    } else {
      write(name, value);
    }
  });

  form.addEventListener("input", (event) => { if (columns.includes(event.target.name)) soon(); });
  form.addEventListener("change", (event) => { if (columns.includes(event.target.name)) soon(); });
  if (window.CKEDITOR) {
    const follow = (rich) => rich.on("change", soon);
    window.CKEDITOR.on("instanceReady", (event) => { follow(event.editor); soon(); });
    for (const rich of Object.values(window.CKEDITOR.instances)) follow(rich);
  }
  soon();
});
