// The face page: sends one frame after the other and shows which way to look, one step at a time.
import { ask, closeCamera, openCamera, say, sayWhatIsAwaited, showProblem, takePicture } from "./camera.js";
import { base, mustWait, pause, post, showPresentStage } from "./post.js";
import { counted } from "./words.js";

const frameWidth = 720;
const shortestPause = 0.12;

const stage = document.querySelector("#capture");
const begin = document.querySelector("#begin");
const ring = document.querySelector("#ring");
let isRunning = false;

function show(answer) {
  stage.dataset.pose = answer.pose ?? "";
  const share = answer.total ? (answer.done / answer.total) * 100 : 0;
  ring.setAttribute("stroke-dasharray", `${share.toFixed(1)} 100`);
  // The pose is the message; a hint takes its place only while something is in the way.
  say(answer.hint ? `hint.${answer.hint}` : `pose.${answer.pose}`, { atOnce: !answer.hint });
}

async function run() {
  if (isRunning) return;
  isRunning = true;
  stage.dataset.state = "running";
  let answer = await ask(`${base}/challenge`);
  while (answer.outcome === "step") {
    show(answer);
    answer = await answerToFrame();
  }
  isRunning = false;
  finish(answer);
}

// A frame that met a busy server or no network is dropped; the next one shows the face as it is then.
async function answerToFrame() {
  for (;;) {
    await pause(shortestPause);
    const answer = await post(`${base}/frame`, await takePicture({ width: frameWidth, quality: 0.85 }));
    if (!mustWait(answer)) return answer;
    if (answer.status === 0) sayWhatIsAwaited(answer);
    await pause(Math.min(answer.retryAfter, 3));
  }
}

function finish(answer) {
  stage.dataset.pose = "";
  if (answer.outcome === "again") {
    stage.dataset.state = "again";
    say(`hint.${answer.hint}`, { atOnce: true });
    document.querySelector("#left").textContent = counted("face.left", answer.left);
    ring.setAttribute("stroke-dasharray", "0 100");
    begin.focus();
    return;
  }
  if (answer.outcome === "passed") {
    stage.dataset.state = "passed";
    ring.setAttribute("stroke-dasharray", "100 100");
    say("face.done", { atOnce: true });
  }
  closeCamera();
  showPresentStage();
}

async function start() {
  try {
    await openCamera("user");
  } catch (problem) {
    stage.dataset.state = "problem";
    return showProblem(problem.kind ?? "inUse", start);
  }
  stage.dataset.state = "ready";
  say("face.ready", { atOnce: true });
  begin.disabled = false;
}

begin.addEventListener("click", run);
start();
