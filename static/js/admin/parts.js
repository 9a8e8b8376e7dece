// Cards of sessions, participations and outcomes: add, move, remove. Without it two empty cards
// follow the filled ones, the order is a number, and a tick removes.
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
  const boxOf = (card) => card.closest(".parts");
  const placeOf = (card) => cardsOf(boxOf(card)).indexOf(card) + 1;
  const isGone = (card) => field(card, "gone").checked;

  const say = (box, what, values = {}) => {
    const words = box.dataset[what].replace(/\{(\w+)\}/g, (_all, name) => values[name]);
    box.querySelector(".parts-said").textContent = words;
  };

  const number = (box) => {
    const cards = cardsOf(box);
    cards.forEach((card, place) => {
      field(card, "position").value = place + 1;
      for (const one of card.querySelectorAll(".part-number")) one.textContent = place + 1;
    });
    const filled = cards.filter((card) => !isGone(card) && !card.dataset.fresh);
    box.closest("details").querySelector(".part-count").textContent = filled.length;
  };

  // Adding -----------------------------------------------------------------------------------------
  const insert = (box, index) => {
    const total = box.querySelector(".parts-total");
    const next = index ?? Number(total.value);
    const copy = box.querySelector(".parts-template").content.cloneNode(true);
    const card = copy.querySelector(".part-card");
    for (const one of copy.querySelectorAll("[name], [id], [for], [aria-describedby]")) {
      for (const name of ["name", "id", "for", "aria-describedby"]) {
        const value = one.getAttribute(name);
        if (value) one.setAttribute(name, value.replace("__prefix__", next));
      }
    }
    box.querySelector(".parts-list").append(copy);
    total.value = Math.max(Number(total.value), next + 1);
    field(card, "key").value = newKey();
    ready(card);
    // Django's own script makes the record finder of what was added.
    card.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: box.dataset.parts } }));
    return card;
  };

  // A new session is on the day of the one before it and begins when that one ends.
  const follow = (box, card) => {
    const before = cardsOf(box).filter((one) => one !== card && !isGone(one)).pop();
    for (const [name, [column, own]] of Object.entries(JSON.parse(box.dataset.follows))) {
      const source = before ? field(before, column) : form.elements.namedItem(own);
      const target = field(card, name);
      if (!source || target.value) continue;
      target.value = source.value;
      target.dispatchEvent(new Event("input")); // not told to the form: nobody typed
    }
    card.dataset.fresh = "1";
  };

  const fresh = (box) => {
    const card = insert(box);
    follow(box, card);
    number(box);
    return card;
  };

  // Moving and removing ----------------------------------------------------------------------------
  const move = (card, step) => {
    const other = step < 0 ? card.previousElementSibling : card.nextElementSibling;
    if (!other) { say(boxOf(card), "saidEnd"); return; }
    if (step < 0) other.before(card); else other.after(card);
    number(boxOf(card));
    say(boxOf(card), "saidMoved", { number: placeOf(card), count: cardsOf(boxOf(card)).length });
    touched();
  };

  const nameOf = (card) => {
    const chosen = [...card.querySelectorAll("select.admin-autocomplete")].map((one) => one.selectedOptions[0]);
    const words = [field(card, "title_ar"), field(card, "title_en")].map((one) => one && one.value);
    return [...words, ...chosen.map((one) => one && one.value && one.textContent)].find(Boolean) || "";
  };

  const show = (card) => {
    const gone = isGone(card);
    const button = card.querySelector("[data-part-remove]");
    card.classList.toggle("is-gone", gone);
    button.textContent = gone ? button.dataset.undo : button.dataset.remove;
    const name = card.querySelector(".part-gone-name");
    name.hidden = !gone;
    name.textContent = gone ? nameOf(card) : "";
  };

  const remove = (card) => {
    const gone = field(card, "gone");
    gone.checked = !gone.checked;
    show(card);
    number(boxOf(card));
    say(boxOf(card), gone.checked ? "saidRemoved" : "saidBack", { number: placeOf(card) });
    touched();
  };

  const ready = (card) => {
    card.querySelector(".part-moves").hidden = false;
    card.querySelector(".part-grip").hidden = false;
    card.querySelector(".part-place").hidden = true;
    card.querySelector(".part-gone").hidden = true;
    show(card);
  };

  // A session that was typed a moment ago can be chosen in the cards below.
  const offer = (named) => {
    for (const select of form.querySelectorAll('select[name$="-session"], select[name$="-parent"]')) {
      const known = new Map([...select.options].map((option) => [option.value, option]));
      for (const [key, title] of named) {
        if (known.has(key)) known.get(key).textContent = title;
        else select.add(new Option(title, key));
      }
    }
  };
  const offerSessions = () => {
    const box = boxes.find((one) => one.dataset.parts === "sessions");
    const own = document.documentElement.lang;
    const titleOf = (card) => (field(card, `title_${own}`) || field(card, "title_ar")).value
      || field(card, "title_ar").value || field(card, "title_en").value
      || (field(card, "day").value && field(card, "kind").selectedOptions[0].textContent);
    const cards = box ? cardsOf(box).filter((card) => !isGone(card)) : [];
    offer(cards.map((card) => [field(card, "key").value, titleOf(card)]).filter(([key, title]) => key && title));
  };

  // The page ---------------------------------------------------------------------------------------
  for (const box of boxes) {
    const cards = cardsOf(box);
    const filled = cards.filter((card) => !card.classList.contains("is-blank"));
    cards.filter((card) => card.classList.contains("is-blank")).forEach((card) => card.remove());
    filled.forEach(ready);
    if (!filled.length) fresh(box);
    number(box);
    box.querySelector(".parts-add").hidden = false;
    box.querySelector(".parts-hint").hidden = true;
    const list = box.querySelector(".parts-list");
    let held = null;
    list.addEventListener("pointerdown", (event) => {
      const grip = event.target.closest(".part-grip");
      if (grip) grip.closest(".part-card").draggable = true;
    });
    list.addEventListener("pointerup", () => cardsOf(box).forEach((card) => { card.draggable = false; }));
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
      number(box);
      say(box, "saidMoved", { number: placeOf(held), count: cardsOf(box).length });
      held = null;
      touched();
    });
  }

  form.addEventListener("click", (event) => {
    const adder = event.target.closest("[data-part-add]");
    if (adder) {
      const box = boxOf(adder);
      const card = fresh(box);
      say(box, "saidAdded", { number: placeOf(card) });
      const first = [...card.querySelectorAll("input:not([type=hidden]), select, textarea")]
        .find((one) => one.offsetParent && !one.value);
      const finder = first && first.nextElementSibling?.querySelector(".select2-selection");
      (finder || first || card.querySelector("input")).focus();
      return;
    }
    const mover = event.target.closest("[data-part-move]");
    if (mover) {
      move(mover.closest(".part-card"), mover.dataset.partMove === "up" ? -1 : 1);
      mover.focus();
    }
    const remover = event.target.closest("[data-part-remove]");
    if (remover) remove(remover.closest(".part-card"));
  });
  form.addEventListener("focusin", (event) => {
    if (event.target.matches('select[name$="-session"], select[name$="-parent"]')) offerSessions();
  });
  // A card that nobody typed into is not sent: what it began with is copied from its neighbour.
  const settle = (event) => {
    const card = event.target.closest && event.target.closest(".part-card");
    if (!card || !card.dataset.fresh) return;
    delete card.dataset.fresh;
    number(boxOf(card));
  };
  form.addEventListener("input", settle);
  form.addEventListener("change", settle);
  form.addEventListener("submit", () => {
    form.querySelectorAll(".part-card[data-fresh]").forEach((card) => card.remove());
  });
  // Enter in a card is no wish to send the whole form by whichever button stands first.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches(".part-card input")) event.preventDefault();
  });

  // What was kept has cards of its own; the page takes just those, in their order.
  form.addEventListener("kept:fill", (event) => {
    const data = event.detail;
    for (const box of boxes) {
      const stem = box.dataset.parts;
      if (!data[`${stem}-TOTAL`]) continue;
      const kept = Object.keys(data).map((name) => name.match(`^${stem}-(\\d+)-key$`))
        .filter(Boolean).map((found) => Number(found[1]));
      const placed = (index) => Number((data[`${stem}-${index}-position`] || [0])[0]);
      const byIndex = new Map(cardsOf(box).map((card) => [Number(field(card, "key").name.split("-")[1]), card]));
      byIndex.forEach((card, index) => { if (!kept.includes(index)) card.remove(); });
      kept.sort((one, other) => placed(one) - placed(other));
      for (const index of kept) {
        const card = byIndex.get(index) || insert(box, index);
        delete card.dataset.fresh;
        box.querySelector(".parts-list").append(card);
      }
      if (kept.length) box.closest("details").open = true;
    }
    offer(Object.keys(data).map((name) => name.match(/^sessions-(\d+)-key$/)).filter(Boolean)
      .map(([name, index]) => [data[name][0], ["title_ar", "title_en"]
        .map((column) => (data[`sessions-${index}-${column}`] || [""])[0]).find(Boolean)])
      .filter(([, title]) => title));
  });
  form.addEventListener("kept:filled", () => boxes.forEach((box) => {
    cardsOf(box).forEach(show);
    number(box);
  }));

  // The record finder tells jQuery alone that something was chosen.
  if (window.django && window.django.jQuery) {
    const chosen = (select) => [...select.selectedOptions].map((one) => one.value).join();
    const seen = new WeakMap([...form.querySelectorAll("select.admin-autocomplete")]
      .map((select) => [select, chosen(select)]));
    window.django.jQuery(form).on("change", "select.admin-autocomplete", (event) => {
      // Django's script says «change» of all of them when the page opens.
      if ((seen.get(event.target) || "") === chosen(event.target)) return;
      seen.set(event.target, chosen(event.target));
      settle(event);
      touched();
    });
  }

  // What is wrong stands in its card; the keyboard begins there.
  const wrong = document.querySelector(".conflict") ? null : form.querySelector('[aria-invalid="true"]');
  if (wrong) {
    for (let fold = wrong.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    setTimeout(() => (wrong.nextElementSibling?.querySelector(".select2-selection") || wrong).focus(), 0);
  }
});
