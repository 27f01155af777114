// The one-time link's secret stands in the fragment; pressing the button uses it up.
import { post } from "./post.js";
import { word } from "./words.js";

const button = document.querySelector("#sign-in");
const status = document.querySelector("#status");
const code = location.hash.slice(1);

if (code) button.hidden = false;
else status.textContent = word("console.signIn.noLink");

button.addEventListener("click", async () => {
  button.disabled = true;
  const answer = await post("/console/sign-in", { code });
  if (answer.status === 200) return location.replace(answer.next);
  status.textContent = word(answer.status === 404 ? "console.signIn.over" : "console.signIn.later");
  button.disabled = false;
  button.hidden = answer.status === 404;
});
