// Keeps what is typed, on the server, after each pause, and in this browser when the server cannot
// be reached or the person is signed out. Nothing here saves or publishes; without it the form works.
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const PAUSE = 3000;
  const AGAIN = 15000;
  const OLD = 30 * 24 * 3600 * 1000;
  // What a browser still sends for a page that is being closed.
  const PARTING = 60000;
  const place = document.getElementById("kept");
  const mark = document.querySelector('input[name="_kept_opened"]');
  const form = place && mark && mark.form;
  if (!form) return;

  const status = place.querySelector(".kept-status");
  const signIn = place.querySelector(".kept-sign-in");
  const replaces = form.elements.namedItem("_kept_replaces");
  const user = Number(place.dataset.user);
  const prefix = `kept:${user}:`;
  const own = `${prefix}${mark.value}`;
  const foreign = new Set(["csrfmiddlewaretoken", "_kept_opened", "_kept_replaces"]);
  let timer = 0;
  let last = null;
  let [isDirty, isSubmitted] = [false, false];
  let asking = null;

  // Reading and filling the form -------------------------------------------------------------------
  const editors = () => Object.values((window.CKEDITOR && window.CKEDITOR.instances) || {});
  const rich = (input) => editors().find((e) => e.element && e.element.$ === input && e.status === "ready");

  const collect = () => {
    const data = {};
    for (const input of form.elements) {
      if (!input.name || input.disabled || foreign.has(input.name)) continue;
      if (["submit", "button", "reset", "image", "file"].includes(input.type)) continue;
      const values = (data[input.name] ||= []);
      if (input.type === "checkbox" || input.type === "radio") {
        if (input.checked) values.push(input.value);
      } else if (input.multiple && input.options) {
        values.push(...[...input.selectedOptions].map((one) => one.value));
      } else {
        values.push(rich(input) ? rich(input).getData() : input.value);
      }
    }
    return data;
  };

  // An editor that is still opening reads its field at a moment of its own: what is put into the field
  // before that is lost or not, by chance. Whoever clicks at once waits for it, ten seconds at the most.
  const opening = () => Promise.race([
    Promise.all(editors().filter((editor) => editor.status !== "ready")
      .map((editor) => new Promise((done) => { editor.once("instanceReady", done); }))),
    new Promise((done) => { setTimeout(done, 10000); }),
  ]);

  // A record finder has only those records in its list that somebody looked for here.
  const name = (input, values, labels) => {
    for (const value of values) {
      const isThere = [...input.options].some((one) => one.value === value);
      if (labels && labels[value] && !isThere) input.add(new Option(labels[value], value));
    }
  };

  const fill = (data, labels = {}) => {
    form.dispatchEvent(new CustomEvent("kept:fill", { detail: data }));
    for (const input of form.elements) {
      const values = data[input.name];
      if (!values || foreign.has(input.name)) continue;
      if (input.type === "checkbox" || input.type === "radio") {
        input.checked = values.includes(input.value);
      } else if (input.options) {
        name(input, values, labels[input.name]);
        for (const one of input.options) one.selected = values.includes(one.value);
        if (input.matches(".admin-autocomplete") && window.django) window.django.jQuery(input).trigger("change");
      } else if (rich(input)) {
        rich(input).fire("saveSnapshot");
        rich(input).setData(values[0] || "", { callback() { this.fire("saveSnapshot"); } });
      } else if (input.type !== "file") {
        input.value = values[0] || "";
      }
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    form.dispatchEvent(new CustomEvent("kept:filled"));
  };

  // Saying -----------------------------------------------------------------------------------------
  const say = (words, isWarning = false, mustSignIn = false) => {
    if (status.textContent !== words) status.textContent = words;
    status.classList.toggle("is-warning", isWarning);
    signIn.hidden = !mustSignIn;
  };

  // The button that was pressed is gone; the keyboard goes on from what came of it.
  const land = (words) => {
    say(words);
    status.tabIndex = -1;
    status.focus({ preventScroll: true });
  };

  const token = () => {
    const found = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/);
    return found ? found[1] : form.elements.namedItem("csrfmiddlewaretoken").value;
  };

  // In this browser --------------------------------------------------------------------------------
  const store = (copy) => {
    const { url } = place.dataset;
    try {
      localStorage.setItem(prefix + copy.opened, JSON.stringify({ ...copy, url, at: Date.now() }));
      return true;
    } catch { return false; /* full, or forbidden by the browser */ }
  };
  const drop = (key) => { try { localStorage.removeItem(key); } catch { /* forbidden: nothing there */ } };
  const remembered = () => { try { return localStorage.getItem(own); } catch { return null; } };
  const stored = () => {
    try { return Object.keys(localStorage).filter((key) => key.startsWith(prefix) && key !== own); }
    catch { return []; }
  };

  // On the server ----------------------------------------------------------------------------------
  const send = async (url, { opened, replaces: over, data, discard, late }, options = {}) => {
    const answer = await fetch(url, {
      method: "POST", credentials: "same-origin", redirect: "manual",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      body: JSON.stringify({ user, opened, replaces: over, data, discard, late }), ...options,
    });
    const isJson = (answer.headers.get("Content-Type") || "").includes("json");
    const told = isJson ? await answer.json() : {};
    // A redirect leads to the sign-in page; a refusal without words is a worn-out token.
    if (!answer.ok && !told.reason) told.reason = answer.status >= 500 ? "failed" : "signed_out";
    return { ok: answer.ok, ...told };
  };

  const copyNow = () => ({ opened: mark.value, replaces: replaces.value, data: collect() });

  const keep = async () => {
    clearTimeout(timer);
    if (!isDirty || isSubmitted) return;
    const copy = copyNow();
    const text = JSON.stringify(copy.data);
    if (text === last) return;
    if (asking) asking.abort();
    const mine = new AbortController();
    asking = mine;
    const told = await send(place.dataset.url, copy, { signal: mine.signal }).catch(() => ({}));
    if (asking !== mine || mine.signal.aborted || isSubmitted) return;
    asking = null;
    if (told.ok) {
      last = text;
      drop(own);
      form.elements.namedItem("csrfmiddlewaretoken").value = told.token;
      say(place.dataset.saidKept.replace("{time}", told.at));
      if (JSON.stringify(collect()) !== text) soon();
      return;
    }
    if (told.reason === "held_elsewhere") offer();
    const where = store(copy) ? place.dataset.saidLocal : place.dataset.saidNowhere;
    const isOut = told.reason === "signed_out";
    const why = isOut ? place.dataset.saidSignedOut : told.said || place.dataset.saidOffline;
    say(`${where} ${why}`, true, isOut || told.reason === "somebody_else");
    if (told.reason !== "too_long") timer = setTimeout(keep, AGAIN);
  };

  const soon = () => { clearTimeout(timer); timer = setTimeout(keep, PAUSE); };
  const typed = () => { isDirty = true; isSubmitted = false; soon(); };

  // The page goes away, perhaps for good: first what needs no answer, then what may still arrive.
  const part = () => {
    if (!isDirty || isSubmitted) return;
    const copy = copyNow();
    if (JSON.stringify(copy.data) === last) return;
    store(copy);
    if (asking) asking.abort();
    const isShort = new Blob([JSON.stringify(copy)]).size < PARTING;
    if (document.visibilityState === "hidden" && !isShort) { keep(); return; }
    send(place.dataset.url, copy, { keepalive: isShort })
      .then((told) => { if (told.ok) { last = JSON.stringify(copy.data); drop(own); } })
      .catch(() => {});
  };

  // Copies that waited in this browser go to the server, which decides whether they are news.
  const hand = async () => {
    const found = stored();
    for (const key of found) {
      try {
        const copy = JSON.parse(localStorage.getItem(key));
        if (Date.now() - copy.at > OLD) { drop(key); continue; }
        const told = await send(copy.url, { ...copy, late: true });
        if (told.ok || told.reason === "missing") drop(key);
      } catch { /* stays for the next time */ }
    }
    if (found.length) offer();
  };

  // The offer --------------------------------------------------------------------------------------
  const box = () => document.querySelector(".kept-offer");
  const ask = () => fetch(place.dataset.url, { credentials: "same-origin", redirect: "error" })
    .then((answer) => (answer.ok ? answer.json() : { kept: null })).catch(() => ({ kept: null }));

  const offer = async () => {
    if (box()) return;
    const told = await ask();
    if (!told.kept || box() || told.opened === mark.value) return;
    form.insertAdjacentHTML("beforebegin", told.box);
  };

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-kept-restore]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const [told] = await Promise.all([ask(), opening()]);
    if (!box()) return; // clicked twice
    if (!told.kept || told.opened !== box().dataset.opened) { location.href = link.href; return; }
    // What was typed here meanwhile gives way, and is offered in its turn.
    if (isDirty) store({ ...copyNow(), opened: new Date().toISOString(), replaces: "" });
    replaces.value = told.opened;
    fill(told.kept, told.labels);
    box().remove();
    isDirty = true;
    land(place.dataset.saidRestored);
    keep();
  });

  document.addEventListener("submit", async (event) => {
    if (!event.target.closest(".kept-offer")) return;
    event.preventDefault();
    const { opened } = box().dataset;
    const told = await send(place.dataset.url, { opened, discard: true }).catch(() => ({}));
    if (!told.ok) { event.target.submit(); return; }
    box().remove();
    land(place.dataset.saidDiscarded);
    keep();
    hand();
  });

  // When -------------------------------------------------------------------------------------------
  for (const name of ["input", "change"]) form.addEventListener(name, typed);
  // The editor's own "change" hears keys and buttons; dictation and a phone's suggestions come as
  // "input" alone.
  const listen = (editor) => {
    const hear = () => editor.editable().attachListener(editor.editable(), "input", typed);
    editor.on("change", () => { if (editor.focusManager.hasFocus || editor.checkDirty()) typed(); });
    editor.on("contentDom", hear);
    if (editor.editable()) hear();
  };
  if (window.CKEDITOR) {
    editors().filter((editor) => editor.status === "ready").forEach(listen);
    window.CKEDITOR.on("instanceReady", (event) => listen(event.editor));
  }
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") part(); else if (stored().length || isDirty) keep();
  });
  window.addEventListener("pagehide", part);
  window.addEventListener("focus", () => { if (!signIn.hidden) keep(); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) isSubmitted = false; });
  // At the window, after everybody who may still prevent it.
  window.addEventListener("submit", (event) => {
    if (event.target !== form || event.defaultPrevented) return;
    // The answer may be the sign-in page: then this copy is offered afterwards.
    if (isDirty) store(copyNow());
    clearTimeout(timer);
    if (asking) asking.abort();
    isSubmitted = true;
  });
  // Beside the buttons that stay in sight, where it hides no line of the text.
  form.querySelector(".submit-row")?.append(place);
  // The form came back with an error: what was typed is in it and saved nowhere.
  if (remembered()) typed();
  hand();
});
