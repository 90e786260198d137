"use strict";
(() => {
  // Without scripts the slides stand one below the other; what hides all but one of them is let in here.
  document.getElementById("reveal").media = "all";
  // What is not shown takes no focus either.
  const rest = () => {
    for (const one of document.querySelectorAll(".slides section")) one.inert = one !== Reveal.getCurrentSlide();
  };
  Reveal.on("ready", rest);
  Reveal.on("slidechanged", rest);
  Reveal.initialize({
    width: 1280, height: 720, margin: 0.03, center: false, hash: true, transition: "none",
    scrollActivationWidth: 0, controls: true, progress: true, slideNumber: "c/t", navigationMode: "linear",
  });
})();
