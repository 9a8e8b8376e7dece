// Comments beside the fields of the form: written, answered and resolved in place. The main form is
// not touched: what is written here has no name in it and is sent by itself. Without this script the
// same links lead to pages of their own.
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const status = document.getElementById("comments-status");
  const form = document.querySelector("#content-main form");
  const pattern = document.getElementById("comment-composer");
  if (!status || !form || !pattern) return;
  let numbered = 0;

  const say = (words) => { status.textContent = ""; status.textContent = words; };
  const boxOf = (element) => element.closest("[data-comments]");
  const token = () => {
    const found = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/);
    return found ? found[1] : form.elements.namedItem("csrfmiddlewaretoken").value;
  };

  // What is written and not sent yet stays in this window, whatever becomes of the page.
  const key = (box, act, id) => `comment:${box.dataset.address}:${act}:${id}`;
  const store = (name, words) => {
    try {
      if (words.body.trim()) sessionStorage.setItem(name, JSON.stringify(words));
      else sessionStorage.removeItem(name);
    } catch { /* forbidden by the browser: it lives as long as the page */ }
  };
  const drop = (name) => { try { sessionStorage.removeItem(name); } catch { /* nothing was there */ } };
  const stored = (box) => {
    const begin = `comment:${box.dataset.address}:`;
    try {
      return Object.keys(sessionStorage).filter((name) => name.startsWith(begin)).map((name) => {
        const [act, id] = name.slice(begin.length).split(":");
        return { act, id, words: JSON.parse(sessionStorage.getItem(name)) };
      });
    } catch { return []; }
  };

  // The words that are selected in the field, where it is one of words.
  const selected = (name) => {
    const editor = window.CKEDITOR && window.CKEDITOR.instances[`id_${name}`];
    if (editor) {
      const selection = editor.status === "ready" ? editor.getSelection() : null;
      return selection ? selection.getSelectedText() : "";
    }
    const input = form.elements.namedItem(name);
    if (!input || input.tagName !== "TEXTAREA") return "";
    return input.value.slice(input.selectionStart, input.selectionEnd);
  };

  const send = async (box, values) => {
    const answer = await fetch(box.dataset.address, {
      method: "POST", credentials: "same-origin", redirect: "manual",
      headers: { Accept: "application/json", "X-CSRFToken": token() },
      body: new URLSearchParams(values),
    });
    // A redirect leads to the sign-in page; so does a refusal without words of a worn-out token.
    if (answer.type === "opaqueredirect") return { said: status.dataset.saidSignedOut };
    const isJson = (answer.headers.get("Content-Type") || "").includes("json");
    if (!isJson) return { said: status.dataset.saidFailed };
    return { ok: answer.ok, ...(await answer.json()) };
  };

  // Put the place as it now stands where it stood; what others are writing in it stays open.
  const replace = (box, told, id) => {
    const folded = box.querySelector("details");
    const wasOpen = Boolean(folded && folded.open);
    box.insertAdjacentHTML("beforebegin", told.box);
    const fresh = box.previousElementSibling;
    box.remove();
    const details = fresh.querySelector("details");
    if (details && wasOpen) details.open = true;
    const total = document.getElementById("comments-total");
    if (total) total.textContent = told.total ? `(${told.total})` : "";
    say(told.said);
    restore(fresh);
    const one = document.getElementById(`comment-${id}`);
    const isFolded = one && one.closest("details:not([open])");
    (isFolded ? isFolded.querySelector("summary") : one || fresh.querySelector("a"))?.focus();
  };

  const open = (box, act, id, words, focus = true) => {
    const already = box.querySelector(`.comment-composer[data-act="${act}"][data-comment="${id}"]`);
    if (already) { already.querySelector("textarea").focus(); return; }
    const thread = id ? box.querySelector(`#comment-${id}`) : box;
    if (!thread) return;
    thread.append(pattern.content.cloneNode(true));
    const composer = thread.lastElementChild;
    const body = composer.querySelector("textarea");
    const quote = composer.querySelector("input");
    const error = composer.querySelector(".errornote");
    const button = composer.querySelector(".composer-send");
    const name = key(box, act, id);
    composer.dataset.act = act;
    composer.dataset.comment = id;
    numbered += 1;
    error.id = `composer-error-${numbered}`;
    body.setAttribute("aria-describedby", error.id);
    const begun = box.querySelector(`.comment-act[data-act="${act}"]${id ? `[data-comment="${id}"]` : ""}`);
    if (begun) composer.setAttribute("aria-label", begun.textContent.trim());
    if (act !== "comment" || !form.elements.namedItem(box.dataset.comments)) {
      composer.querySelector(".composer-quote").remove();
    }
    body.value = words.body || "";
    quote.value = words.quote || "";

    const values = () => ({ body: body.value, quote: quote.value });
    const close = () => { drop(name); composer.remove(); if (begun) begun.focus(); };
    const post = async () => {
      if (button.disabled) return;
      button.disabled = true;
      const sent = { act, comment: id, ...values() };
      const told = await send(box, sent).catch(() => ({ said: status.dataset.saidFailed }));
      button.disabled = false;
      if (told.ok) {
        drop(name);
        composer.remove();
        replace(box, told, told.comment);
      } else {
        error.textContent = told.said;
        error.hidden = false;
        body.focus();
      }
    };
    // The form beside must neither keep, check nor send what is written here.
    for (const kind of ["input", "change"]) {
      composer.addEventListener(kind, (event) => { event.stopPropagation(); store(name, values()); });
    }
    composer.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); post(); }
      else if (event.key === "Enter" && event.target === quote) event.preventDefault();
      else if (event.key === "Escape" && !body.value.trim()) close();
    });
    button.addEventListener("click", post);
    composer.querySelector(".composer-cancel").addEventListener("click", close);
    if (focus) body.focus();
  };

  const restore = (box) => {
    for (const { act, id, words } of stored(box)) open(box, act, id, words, false);
  };

  const close = async (box, act, id) => {
    const told = await send(box, { act, comment: id }).catch(() => ({ said: status.dataset.saidFailed }));
    if (told.ok) { replace(box, told, id); return; }
    box.querySelector(":scope > .errornote")?.remove();
    const error = document.createElement("p");
    error.className = "errornote";
    error.setAttribute("role", "alert");
    error.textContent = told.said;
    box.querySelector(".comments-head").after(error);
  };

  form.addEventListener("click", (event) => {
    const link = event.target.closest(".comment-act");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const box = boxOf(link);
    const { act, comment = "" } = link.dataset;
    if (act === "resolve" || act === "reopen") { close(box, act, comment); return; }
    const quote = act === "comment" ? selected(box.dataset.comments) : "";
    open(box, act, comment, { quote: quote.replace(/\s+/g, " ").trim().slice(0, 300) });
  });

  form.querySelectorAll("[data-comments]").forEach(restore);
});
