// The filters of the desk: a button opens a list of options that is fetched then, found by typing, and worked by keyboard.
(() => {
  const TYPING_MS = 150, STEP = 10, NARROW = matchMedia("(max-width: 640px)"), COARSE = matchMedia("(pointer: coarse)");
  const CHOOSER = (field) => document.querySelector(`.chooser[data-field="${field}"]`);
  const OPENER = "button[data-choose]";
  let open = null;  // the list that is open: field, words, what is chosen, the answer it shows, the place of the active option
  let wished = null;  // the field whose button takes the focus when the page has been drawn anew

  const make = (name, attributes = {}, ...inside) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...inside);
    return node;
  };

  const find = make("input", { type: "text", role: "combobox", id: "choose-find", autocomplete: "off", maxlength: 100,
    spellcheck: "false", "aria-autocomplete": "list", "aria-expanded": "true", "aria-controls": "choose-options" });
  const list = make("ul", { role: "listbox", id: "choose-options", "aria-multiselectable": "true" });
  const told = make("p", { role: "status" });
  const title = make("b"), failed = make("p"), again = make("button", { type: "button" });
  const trouble = make("div", { class: "trouble", role: "alert" }, failed, again);
  const none = make("button", { type: "button" }), done = make("button", { type: "button", class: "done" });
  const panel = make("div", { class: "choices", role: "dialog", tabindex: "-1" },
    make("div", { class: "top" }, title, find, done), told, trouble, list, make("div", { class: "end" }, none));

  const opener = () => open && CHOOSER(open.field)?.querySelector(OPENER);

  const place = () => {
    const button = opener();
    if (!button) return close(false);
    button.setAttribute("aria-expanded", "true");
    const room = window.visualViewport?.height ?? innerHeight;
    if (NARROW.matches) {
      panel.style.cssText = `height:${room}px`;
      return;
    }
    const box = button.closest(".box").getBoundingClientRect();
    const width = Math.min(Math.max(box.width, 352), innerWidth - 16);
    const left = Math.max(8, Math.min(box.left, innerWidth - width - 8));
    const [below, above] = [room - box.bottom - 12, box.top - 12];
    const isBelow = below > 260 || below > above;
    const edge = isBelow ? `top:${box.bottom + 4}px` : `bottom:${innerHeight - box.top + 4}px`;
    panel.style.cssText = `left:${left}px;width:${width}px;${edge};max-height:${Math.min(448, isBelow ? below : above)}px`;
  };

  const close = (returns) => {
    const button = opener();
    open?.fetching?.abort();
    clearTimeout(open?.waiting);
    open = null;
    panel.remove();
    button?.setAttribute("aria-expanded", "false");
    if (returns) button?.focus();
  };

  const draw = () => {
    const { answer, words, chosen } = open;
    list.replaceChildren(...answer.options.map(([code, name, count, depth], at) => make("li", { role: "option",
      id: `choose-option-${at}`, "aria-selected": String(chosen.includes(code)), style: `--depth:${find.value ? 0 : depth}` },
      make("span", {}, name), make("small", {}, String(count)))));
    const { total, options } = answer;
    const pattern = !total ? words.nothing : options.length < total ? words.cut : words.count;
    tell(pattern.replace("{total}", total.toLocaleString("en")).replace("{listed}", options.length));
    list.scrollTop = 0;
    activate(find.value && total ? 0 : -1);
    place();
  };

  const tell = (text) => {
    told.textContent = text;
    trouble.hidden = true;
  };

  const activate = (at) => {
    list.querySelector("[data-active]")?.removeAttribute("data-active");
    open.active = at;
    const option = list.children[at];
    option?.setAttribute("data-active", "");
    option?.scrollIntoView({ block: "nearest" });
    if (option) find.setAttribute("aria-activedescendant", option.id);
    else find.removeAttribute("aria-activedescendant");
  };

  const load = async () => {
    const asked = open, fetching = new AbortController();
    asked.fetching?.abort();
    asked.fetching = fetching;
    if (!asked.answer) tell(asked.words.wait);
    list.setAttribute("aria-busy", "true");
    try {
      const typed = find.value.trim();
      const source = opener()?.dataset.choose + (typed ? `&find=${encodeURIComponent(typed)}` : "");
      const response = await fetch(source, { signal: fetching.signal });
      const answer = await response.json();
      if (!response.ok) throw new Error(answer.errors?.map((one) => `${one.what}。${one.do}`).join(" "));
      if (open !== asked) return;
      asked.chosen ??= answer.chosen;
      asked.answer = answer;
      draw();
    } catch (error) {
      if (fetching.signal.aborted || open !== asked) return;
      list.replaceChildren();
      activate(-1);
      told.textContent = "";
      failed.textContent = `${asked.words.failed} ${error instanceof TypeError || error instanceof SyntaxError ? "" : error.message}`;
      trouble.hidden = false;
    } finally {
      if (open === asked) list.removeAttribute("aria-busy");
      none.hidden = !open?.chosen?.length;
    }
  };

  const start = (button) => {
    const chooser = button.closest(".chooser");
    if (open) close(false);
    const words = JSON.parse(button.closest("[data-words]").dataset.words);
    open = { field: chooser.dataset.field, words, chosen: null, answer: null, active: -1 };
    const name = chooser.querySelector(".name").textContent;
    [title.textContent, find.value] = [name, ""];
    find.placeholder = words.find;
    [done.textContent, none.textContent, again.textContent] = [words.done, words.none, words.again];
    for (const node of [panel, find, list]) node.setAttribute("aria-label", name);
    list.replaceChildren();
    trouble.hidden = none.hidden = true;
    document.body.append(panel);
    place();
    (COARSE.matches ? panel : find).focus();
    load();
  };

  const choose = (codes) => {
    open.chosen = codes;
    none.hidden = !codes.length;
    for (const [at, [code]] of open.answer.options.entries()) {
      list.children[at]?.setAttribute("aria-selected", String(codes.includes(code)));
    }
    window.desk.go(codes.length ? open.answer.some.replace("{}", codes.join("~")) : open.answer.none);
  };

  const toggle = (at) => {
    const code = open.answer?.options[at]?.[0];
    if (code === undefined) return;
    const { chosen, answer, words } = open;
    if (chosen.includes(code)) return choose(chosen.filter((one) => one !== code));
    if (chosen.length >= answer.most) return tell(words.full.replace("{most}", answer.most));
    choose([...chosen, code]);
  };

  const moves = {
    ArrowDown: (at, last) => (at < last ? at + 1 : 0), ArrowUp: (at, last) => (at > 0 ? at - 1 : last),
    PageDown: (at, last) => Math.min(at + STEP, last), PageUp: (at) => Math.max(at - STEP, 0),
    Home: () => 0, End: (_, last) => last,
  };

  const press = (event) => {
    if (event.isComposing) return;
    const last = list.children.length - 1, { key } = event;
    if (key === "Escape") close(true);
    else if (key === "Tab") {
      const stops = [find, done, again, none].filter((one) => one.offsetParent);
      const to = stops.indexOf(event.target) + (event.shiftKey ? -1 : 1);
      if (stops[to] && event.target !== panel) return;
      if (event.target === panel && !event.shiftKey) return;
      close(true);
    } else if (event.target.localName === "button") return;
    else if (moves[key] && !event.shiftKey) last >= 0 && activate(moves[key](open.active, last));
    else if (key === "Enter") toggle(open.active);
    else if (key === "Backspace" && !find.value && open.chosen?.length) choose(open.chosen.slice(0, -1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  panel.addEventListener("keydown", press);
  const type = (event) => {
    if (!open || event.isComposing) return;  // pinyin on its way to a word
    clearTimeout(open.waiting);
    open.waiting = setTimeout(load, TYPING_MS);
  };
  for (const kind of ["input", "compositionend"]) find.addEventListener(kind, type);
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (!option) return;
    const at = [...list.children].indexOf(option);
    activate(at);
    toggle(at);
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());  // the focus stays where one types
  again.addEventListener("click", () => { find.focus(); load(); });
  none.addEventListener("click", () => { find.focus(); choose([]); });
  done.addEventListener("click", () => close(true));

  // Chips: a click follows their link; the focus goes to the button beside them, as the chip is gone.
  const takeOff = (chip) => {
    wished = chip.closest(".chooser").dataset.field;
    window.desk.go(chip.getAttribute("href"));
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(OPENER);
    const chip = event.target.closest?.("a.chip");
    if (chip && !event.defaultPrevented) return;
    if (chip) wished = chip.closest(".chooser").dataset.field;
    if (button && open?.field === button.closest(".chooser").dataset.field) close(true);
    else if (button) start(button);
  });
  addEventListener("popstate", (event) => event.isTrusted && open && close(false));  // back to another choice
  document.addEventListener("pointerdown", (event) => {
    wished = null;
    if (open && !panel.contains(event.target) && event.target.closest?.(OPENER) !== opener()) close(false);
  }, true);
  document.addEventListener("keydown", (event) => {
    const chooser = event.target.closest?.(".chooser");
    if (!chooser || event.defaultPrevented) return;
    const chips = chooser.querySelectorAll("a.chip"), button = event.target.closest(OPENER);
    const chip = event.target.closest("a.chip") ?? (event.key === "Backspace" && button ? chips[chips.length - 1] : null);
    if (button && event.key === "ArrowDown") start(button);
    else if (chip && ["Backspace", "Delete"].includes(event.key)) takeOff(chip);
    else return;
    event.preventDefault();
  });

  const settle = () => {
    if (open) place();
    const button = wished && (document.activeElement === document.body || !document.activeElement?.isConnected)
      && CHOOSER(wished)?.querySelector(OPENER);
    if (button) { button.focus({ preventScroll: true }); wished = null; }
  };
  let waits = false;
  new MutationObserver(() => {
    if (waits || !(open || wished)) return;
    waits = true;
    requestAnimationFrame(() => { waits = false; settle(); });
  }).observe(document.body, { childList: true, subtree: true });
  addEventListener("resize", () => open && place());
  addEventListener("scroll", (event) => open && !panel.contains(event.target) && place(), true);
  window.visualViewport?.addEventListener("resize", () => open && place());
})();
