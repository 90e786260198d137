"use strict";
(() => {
  // Without scripts the slides stand one below the other; what hides all but one of them is let in here. Paper has all.
  document.getElementById("reveal").media = "screen";
  const sections = [...document.querySelectorAll(".slides section")];
  let view = null;
  // What the speaker reads opens in a window of its own, which has no script: this page fills it.
  const tell = () => {
    if (!view || view.closed) return;
    const here = Reveal.getIndices().h;
    const title = (one) => one?.querySelector("h1, h2")?.textContent.trim() ?? "";
    const lines = [
      ["p", `${here + 1}/${sections.length}`], ["h1", title(sections[here])],
      ["p", sections[here].querySelector(".notes")?.textContent.trim() ?? ""],
      ["p", sections[here + 1] ? `Tiếp theo: ${title(sections[here + 1])}` : ""],
    ];
    view.document.title = "Ghi chú người trình bày";
    view.document.body.style.cssText = "font: 20px/1.4 Arial, sans-serif; margin: 24px; white-space: pre-line";
    view.document.body.replaceChildren(...lines.map(([kind, text]) => {
      const line = view.document.createElement(kind);
      line.textContent = text;
      return line;
    }));
  };
  // What is not shown takes no focus either.
  const rest = () => {
    for (const one of sections) one.inert = one !== Reveal.getCurrentSlide();
    tell();
  };
  Reveal.on("ready", () => {
    Reveal.addKeyBinding({ keyCode: 83, key: "S", description: "Ghi chú người trình bày" }, () => {
      view = window.open("", "notes", "width=900,height=600");
      view?.addEventListener("keydown", (event) => {
        if (["ArrowRight", "PageDown", " "].includes(event.key)) Reveal.next();
        if (["ArrowLeft", "PageUp"].includes(event.key)) Reveal.prev();
      });
      tell();
    });
    rest();
  });
  Reveal.on("slidechanged", rest);
  Reveal.initialize({
    width: 1280, height: 720, margin: 0.01, center: false, hash: true, transition: "none",
    scrollActivationWidth: 0, controls: true, progress: true, slideNumber: "c/t", navigationMode: "linear",
  });
})();
