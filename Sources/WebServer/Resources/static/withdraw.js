// The link in the mail has its secret in the fragment; pressing the button uses it up.
import { post } from "./post.js";
import { word } from "./words.js";

const button = document.querySelector("#erase");
const status = document.querySelector("#status");
const code = location.hash.slice(1);

function say(key) {
  status.textContent = word(key);
  button.hidden = true;
}

if (code === "done") say("withdraw.done");
else if (!code) say("withdraw.over");

button.addEventListener("click", async () => {
  button.disabled = true;
  const answer = await post("/withdraw", { code });
  if (answer.status === 200) return say("withdraw.done");
  if (answer.status === 404) return say("withdraw.over");
  status.textContent = word("withdraw.later");
  button.disabled = false;
});
