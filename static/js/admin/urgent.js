// What is typed on the urgent page stays in this browser until it is published: a sign-in that has
// expired, a dead line or a closed tab must not cost the text. Without this script the page works.
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const OLD = 24 * 3600 * 1000;
  const box = document.getElementById("urgent-kept");
  const done = document.getElementById("urgent-done");
  const form = document.getElementById("urgent-form");
  // Each opened form keeps a copy of its own: one that waits here is never written over by another.
  const prefix = `urgent:${(box || done)?.dataset.user}:`;

  const drop = (key) => { try { localStorage.removeItem(key); } catch { /* forbidden: nothing there */ } };
  const read = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
  const keys = () => {
    try { return Object.keys(localStorage).filter((key) => key.startsWith(prefix)); } catch { return []; }
  };

  if (done) {
    for (const token of done.dataset.tokens.split(" ")) drop(prefix + token);
    for (const button of document.querySelectorAll("[data-copy]")) {
      if (!navigator.clipboard) continue;
      button.hidden = false;
      button.addEventListener("click", async () => {
        const field = document.getElementById(button.dataset.copy);
        field.select(); // by hand, should the browser refuse
        try {
          await navigator.clipboard.writeText(field.value);
          button.textContent = button.dataset.said;
        } catch { /* the address stands selected */ }
      });
    }
  }
  if (!box || !form) return;

  const fields = [...form.elements].filter((one) => one.name && one.name !== "csrfmiddlewaretoken");
  // Select boxes and dates are filled beforehand: text is what somebody would have to write again.
  const written = (data) => Object.keys(data)
    .filter((name) => /^(text|title|summary)_|^reason$/.test(name)).map((name) => data[name]).join("").trim();
  const collect = () => Object.fromEntries(fields.map((one) => [one.name, one.value]));
  const own = () => prefix + form.elements.namedItem("token").value;
  const keep = () => {
    const data = collect();
    if (!written(data)) return;
    try { localStorage.setItem(own(), JSON.stringify({ at: Date.now(), data })); } catch { /* full */ }
  };

  let offered = "";
  const offer = () => {
    box.hidden = true;
    const found = keys().map((key) => [key, read(key)]).filter(([, kept]) => kept);
    for (const [key, kept] of found) if (Date.now() - kept.at > OLD) drop(key);
    // The form that came back with an error holds its text itself.
    const waiting = found.filter(([key, kept]) => key !== own() && Date.now() - kept.at <= OLD);
    if (!waiting.length) return;
    const [key, kept] = waiting.sort((one, two) => two[1].at - one[1].at)[0];
    offered = key;
    const { data } = kept;
    const words = [data.title_ar, data.title_en, data.text_ar, data.text_en, data.reason].find(Boolean);
    box.querySelector("q").textContent = words.slice(0, 80);
    box.querySelector(".urgent-kept-when").textContent = new Date(kept.at)
      .toLocaleTimeString(document.documentElement.lang === "ar" ? "ar-u-nu-latn" : "en-GB", { hour: "2-digit", minute: "2-digit" });
    box.hidden = false;
  };

  box.querySelector("[data-restore]").addEventListener("click", () => {
    const kept = read(offered);
    if (kept) {
      keep(); // what was typed here meanwhile gives way, and is offered in its turn
      for (const one of fields) {
        if (one.name in kept.data && one.name !== "first") one.value = kept.data[one.name];
      }
      const second = form.querySelector(".urgent-second");
      if ([...second.querySelectorAll("textarea")].some((one) => one.value)) second.open = true;
    }
    offer();
    form.querySelector("textarea").focus();
  });
  box.querySelector("[data-discard]").addEventListener("click", () => {
    drop(offered);
    offer();
    form.querySelector("textarea").focus();
  });

  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 300);
  });
  form.addEventListener("submit", keep);
  window.addEventListener("pagehide", () => { if (timer) keep(); });
  offer();
});
