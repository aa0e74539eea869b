// Links inside the desk without a reload, copy buttons that need no permission, Chinese names for the frame's own words.
(() => {
  const go = (href) => {
    const turns = new URL(href, location).searchParams.get("view") !== new URL(location).searchParams.get("view");
    history.pushState({}, "", href === "?" ? location.pathname : href);
    dispatchEvent(new PopStateEvent("popstate"));
    if (turns) document.querySelector("[data-testid='stMain']")?.scrollTo(0, 0);
  };

  const follow = (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest?.("a[href^='?']");
    if (!link || link.hasAttribute("data-reload")) return;
    event.preventDefault();
    go(link.getAttribute("href"));
  };

  const copyByHand = (text) => {
    const field = document.createElement("textarea");
    field.value = text;
    field.style.cssText = "position:fixed;opacity:0";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  };

  const copy = async (event) => {
    const button = event.target.closest?.("button[data-copy]");
    if (!button) return;
    let done = false;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      done = true;
    } catch {
      done = copyByHand(button.dataset.copy);
    }
    const field = button.parentElement.querySelector("input");
    if (!done) { field.focus(); field.select(); return; }
    const name = button.textContent;
    button.textContent = button.dataset.done;
    button.setAttribute("aria-live", "polite");
    setTimeout(() => { button.textContent = name; }, 2000);
  };

  const paper = (event) => { if (event.target.closest?.("button[data-print]")) print(); };
  document.addEventListener("click", follow);
  document.addEventListener("click", paper);
  document.addEventListener("click", copy);
  window.desk = { go };

  // Bring the marked sentence of a whole page into sight once.
  let shown = null;
  const names = { "No results": "没有结果", "No options to select": "没有可选的", "Choose an option": "请选", "Fullscreen": "放大", "Close fullscreen": "缩小",
    "Show data": "看数据", "Copy Vega-Lite spec": "复制图形代码", "Download as PNG": "存为图片", "open": "打开", "Running...": "正在更新",
    "Upload": "选文件", "Stop": "停", "Vega visualization": "图" };
  const rename = (node) => {
    for (const one of [node, ...node.querySelectorAll("[aria-label],[placeholder],[title]")]) {
      for (const name of ["aria-label", "placeholder", "title"]) {
        const [first, ...rest] = (one.getAttribute(name) ?? "").split(": ");
        const said = names[first];
        if (said) one.setAttribute(name, [said, ...rest].join("："));
      }
    }
  };
  const look = () => {
    const mark = document.querySelector(".printed mark.figure");
    if (mark !== shown) {
      shown = mark;
      const box = mark?.closest(".printed");
      if (box) box.scrollTop = mark.offsetTop - box.clientHeight / 3;
      // On a phone the panel of a figure stands under the charts: go there.
      if (innerWidth < 900) mark?.closest("[data-testid='stColumn']")?.querySelector(".panel-top")?.scrollIntoView();
    }
    // The drop zone tells its limits in words of the frame.
    for (const one of document.querySelectorAll("html[lang='zh-CN'] [data-testid='stFileUploaderDropzone'] *")) {
      const text = one.childElementCount ? null : one.firstChild;
      const said = text && (names[text.nodeValue] ?? text.nodeValue.replace(/^(\d+)MB per file\b/, "每个文件不超过 $1 MB"));
      if (text && said !== text.nodeValue) text.nodeValue = said;
    }
    // The frame's drop zone says it is decoration and carries a name: it is a group.
    for (const zone of document.querySelectorAll("[data-testid='stFileUploaderDropzone'][role='presentation']")) {
      zone.setAttribute("role", "group");
    }
    const said = document.querySelector("[data-language]")?.dataset.language;
    if (said) document.documentElement.lang = said;
    if (document.documentElement.lang === "zh-CN") fresh.forEach(rename);
    fresh.clear();
  };
  // What is new since the last look; marks inside a chart are ours and speak Chinese already.
  const fresh = new Set();
  let waiting = 0;
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (target instanceof SVGElement) continue;
      for (const node of type === "attributes" ? [target] : addedNodes) if (node instanceof Element) fresh.add(node);
    }
    clearTimeout(waiting);
    waiting = setTimeout(look, 60);
  }).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ["aria-label", "placeholder", "title"] });
})();
