// Counts down to the moment the sign-in page gives up. A minute before, screen readers hear of it.
import { showPresentStage } from "./post.js";
import { word } from "./words.js";

const { seconds, late } = document.body.dataset;
const clock = document.querySelector("#countdown");
const end = performance.now() + Number(seconds) * 1000;
let isSaid = Number(seconds) < 60;

const timer = setInterval(() => {
  const left = Math.max(0, Math.floor((end - performance.now()) / 1000));
  clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  clock.classList.toggle("short", left < 60);
  if (left < 60 && !isSaid) {
    isSaid = true;
    document.querySelector("#countdown-said").textContent = word("waiting.minute");
  }
  if (left > 0) return;
  clearInterval(timer);
  // Whoever shows a document may finish: what they do now counts for the next sign-in.
  if (late === "stay") clock.textContent = word("waiting.over");
  else showPresentStage();
}, 250);
