// Copying the pass, clearing it from the page when the page is left, and asking again when the server said to wait.
import { word } from "./words.js";

const code = document.querySelector("#pass-code");
const again = document.querySelector("#pass-form")?.dataset.again;

document.querySelector("#copy")?.addEventListener("click", async () => {
  const said = document.querySelector("#copied");
  try {
    await navigator.clipboard.writeText(code.textContent);
    said.textContent = word("pass.copied");
  } catch {
    getSelection().selectAllChildren(code);
    said.textContent = word("pass.copyYourself");
  }
});

// A page kept for the back button would still show it.
addEventListener("pagehide", () => { if (code) code.textContent = ""; });
addEventListener("pageshow", (event) => { if (event.persisted && code) location.replace("/session"); });

if (again) setTimeout(() => document.querySelector("#pass-form").requestSubmit(), Number(again) * 1000);
