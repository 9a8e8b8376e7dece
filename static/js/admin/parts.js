// Cards of sessions, participations and outcomes: add, move, remove. Without it two empty cards
// follow the filled ones, and the order is a number.
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const boxes = [...document.querySelectorAll(".parts")];
  if (!boxes.length) return;
  const form = boxes[0].closest("form");
  const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
  const newKey = () => [...crypto.getRandomValues(new Uint8Array(10))]
    .map((byte) => LETTERS[byte % LETTERS.length]).join("");
  const touched = () => form.dispatchEvent(new Event("input", { bubbles: true }));
  const cardsOf = (box) => [...box.querySelectorAll(".parts-list > .part-card")];
  const field = (card, name) => card.querySelector(`[name$="-${name}"]`);

  const number = (box) => {
    cardsOf(box).forEach((card, place) => {
      field(card, "position").value = place + 1;
      card.querySelector(".part-number").textContent = place + 1;
    });
  };

  const add = (box) => {
    const total = box.querySelector(".parts-total");
    const next = Number(total.value);
    const copy = box.querySelector(".parts-template").content.cloneNode(true);
    const card = copy.querySelector(".part-card");
    for (const one of copy.querySelectorAll("[name], [id], [for], [aria-describedby]")) {
      for (const name of ["name", "id", "for", "aria-describedby"]) {
        const value = one.getAttribute(name);
        if (value) one.setAttribute(name, value.replace("__prefix__", next));
      }
    }
    box.querySelector(".parts-list").append(copy);
    total.value = next + 1;
    field(card, "key").value = newKey();
    ready(card);
    number(box);
    // Django's own script makes the record finder of what was added.
    card.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: box.dataset.parts } }));
    return card;
  };

  const move = (card, step) => {
    const other = step < 0 ? card.previousElementSibling : card.nextElementSibling;
    if (!other) return;
    if (step < 0) other.before(card); else other.after(card);
    number(card.closest(".parts"));
    touched();
  };

  const ready = (card) => {
    card.querySelector(".part-moves").hidden = false;
    card.querySelector(".part-place").hidden = true;
    const gone = field(card, "gone");
    const show = () => card.classList.toggle("is-gone", gone.checked);
    gone.addEventListener("change", show);
    show();
  };

  // A session that was typed a moment ago can be chosen in the cards below.
  const offerSessions = () => {
    const named = cardsOf(boxes.find((box) => box.dataset.parts === "sessions") || boxes[0])
      .map((card) => [field(card, "key"), field(card, "title_ar"), field(card, "title_en")])
      .filter(([key, arabic, english]) => key && arabic && (arabic.value || english.value))
      .map(([key, arabic, english]) => [key.value, arabic.value || english.value]);
    for (const select of form.querySelectorAll('select[name$="-session"], select[name$="-parent"]')) {
      const known = new Map([...select.options].map((option) => [option.value, option]));
      for (const [key, title] of named) {
        if (known.has(key)) known.get(key).textContent = title;
        else select.add(new Option(title, key));
      }
    }
  };

  for (const box of boxes) {
    cardsOf(box).forEach(ready);
    number(box);
    box.querySelector(".parts-add").hidden = false;
    box.querySelector(".parts-hint").hidden = true;
    const list = box.querySelector(".parts-list");
    let held = null;
    list.addEventListener("pointerdown", (event) => {
      const grip = event.target.closest(".part-number");
      if (grip) grip.closest(".part-card").draggable = true;
    });
    list.addEventListener("dragstart", (event) => { held = event.target.closest(".part-card"); });
    list.addEventListener("dragover", (event) => {
      const over = event.target.closest(".part-card");
      if (!held || !over || over === held) return;
      event.preventDefault();
      const { top, height } = over.getBoundingClientRect();
      if (event.clientY < top + height / 2) over.before(held); else over.after(held);
    });
    list.addEventListener("dragend", () => {
      if (!held) return;
      held.draggable = false;
      held = null;
      number(box);
      touched();
    });
  }

  form.addEventListener("click", (event) => {
    const adder = event.target.closest("[data-part-add]");
    if (adder) {
      const card = add(adder.closest(".parts"));
      card.querySelector("input:not([type=hidden]), select, textarea").focus();
      return;
    }
    const mover = event.target.closest("[data-part-move]");
    if (!mover) return;
    move(mover.closest(".part-card"), mover.dataset.partMove === "up" ? -1 : 1);
    mover.focus();
  });
  form.addEventListener("focusin", (event) => {
    if (event.target.matches('select[name$="-session"], select[name$="-parent"]')) offerSessions();
  });
  // What was kept may have more cards than the page.
  form.addEventListener("kept:fill", (event) => {
    for (const box of boxes) {
      const [total] = event.detail[`${box.dataset.parts}-TOTAL`] || [];
      while (Number(box.querySelector(".parts-total").value) < Number(total || 0)) add(box);
    }
    offerSessions();
  });
  // The record finder tells jQuery alone that something was chosen.
  if (window.django && window.django.jQuery) {
    window.django.jQuery(form).on("change", "select.admin-autocomplete", touched);
  }
});
