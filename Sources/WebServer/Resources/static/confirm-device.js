// "Is this yours?" The code comes in the fragment, which never leaves the browser by itself; only pressing the button
// uses it up.
import { post } from "./post.js";
import { word } from "./words.js";

const place = document.querySelector("#confirm");
const path = place.dataset.path;
const asking = document.querySelector("#asking");
const status = document.querySelector("#status");
const code = location.hash.slice(1);

function say(key) {
  asking.hidden = true;
  status.hidden = false;
  status.textContent = word(key);
}

function refusal(answer) {
  if (answer.status === 429) return "confirm.tooMany";
  return answer.status === 0 || answer.status >= 500 ? "confirm.unavailable" : "confirm.over";
}

async function look() {
  if (!code) return say("confirm.over");
  const found = await post(`${path}/preview`, { code });
  if (found.status !== 200) return say(refusal(found));
  document.querySelector("#device").textContent = word("confirm.device", { device: found.device });
  document.querySelector("#since").textContent = found.since;
  document.querySelector("#reference").textContent = found.reference;
  status.hidden = true;
  asking.hidden = false;
}

document.querySelector("#confirm-yes").addEventListener("click", async (press) => {
  press.target.disabled = true;
  const answer = await post(`${path}/accept`, { code });
  if (answer.status === 200) return location.replace(answer.next);
  press.target.disabled = false;
  say(refusal(answer));
});
document.querySelector("#confirm-no").addEventListener("click", () => {
  history.replaceState(null, "", path);
  say("confirm.stopped");
});
look();
