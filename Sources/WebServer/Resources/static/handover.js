// Draws the QR code for the phone. Each code works once and for ten minutes; a new one is drawn before that.
import { pause, post, showPresentStage } from "./post.js";
import { word } from "./words.js";

const renewAfterSeconds = 9 * 60;
const picture = document.querySelector("#qr");
const status = document.querySelector("#qr-status");

async function draw() {
  for (;;) {
    const code = await post("/session/handover");
    if (code.status === 404 || code.status === 409) return showPresentStage();
    if (code.status !== 200) {
      status.textContent = word("handover.failed");
      await pause(code.retryAfter);
      continue;
    }
    picture.setAttribute("viewBox", `0 0 ${code.size} ${code.size}`);
    document.querySelector("#qr-path").setAttribute("d", code.path);
    picture.removeAttribute("hidden");
    status.textContent = word("handover.scan");
    await pause(renewAfterSeconds);
  }
}

// On a phone the code stands folded away and is made only when somebody unfolds it.
const folded = document.querySelector("#other-device");
if (folded) folded.addEventListener("toggle", draw, { once: true });
else draw();
