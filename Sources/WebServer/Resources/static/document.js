// The document page: guides, takes the picture by itself once it is good and steady, and goes on by itself.
import { ask, closeCamera, openCamera, partUnder, say, showProblem, takePicture } from "./camera.js";
import { advice, greyOf, measure } from "./guidance.js";
import { base, pause, showPresentStage } from "./post.js";
import { counted } from "./words.js";

const framesPerSecond = 6;
const steadySeconds = 0.8;
// Light and sharpness are asked for this long, then the picture is taken as it is.
const patienceSeconds = 4;
// After a picture that was not good enough the person gets time to read the hint and act on it.
const readingSeconds = 2.6;

const stage = document.querySelector("#capture");
const guide = document.querySelector("#guide");
const shutter = document.querySelector("#shutter");
const small = Object.assign(document.createElement("canvas"), { width: 240, height: 168 });
const pen = small.getContext("2d", { willReadFrequently: true });
// A piece of the lines at the bottom, unscaled: sharpness is lost when a picture is made small.
const piece = Object.assign(document.createElement("canvas"), { width: 240, height: 64 });
const piecePen = piece.getContext("2d", { willReadFrequently: true });

let video;
let before = null;
let goodSince = 0;
let almostSince = 0;
let isBusy = false;

function look() {
  const part = partUnder(guide);
  pen.drawImage(video, part.x, part.y, part.width, part.height, 0, 0, small.width, small.height);
  const grey = greyOf(pen.getImageData(0, 0, small.width, small.height).data);
  const measured = measure(grey, small.width, before);
  before = grey;
  const now = performance.now();
  if (advice(measured, 0, false)) almostSince = 0;
  else almostSince ||= now;
  const isPatient = !almostSince || now - almostSince < patienceSeconds * 1000;
  judge(advice(measured, sharpnessOfLines(part), isPatient), now);
}

function sharpnessOfLines(part) {
  const x = part.x + (part.width - piece.width) / 2;
  const y = part.y + part.height * 0.84 - piece.height / 2;
  piecePen.drawImage(video, x, y, piece.width, piece.height, 0, 0, piece.width, piece.height);
  return measure(greyOf(piecePen.getImageData(0, 0, piece.width, piece.height).data), piece.width).sharpness;
}

function judge(found, now) {
  stage.dataset.advice = found ?? "good";
  if (found) {
    goodSince = 0;
    return say(found);
  }
  goodSince ||= now;
  say("document.steady");
  if (now - goodSince >= steadySeconds * 1000) take();
}

async function take() {
  if (isBusy) return;
  isBusy = true;
  shutter.disabled = true;
  const picture = await takePicture({ quality: 0.92 });
  stage.dataset.state = "reading";
  say("document.reading", { atOnce: true });
  // Held where it was taken, so that the person sees what is being read.
  video.pause();
  await answer(await ask(`${base}/document`, picture));
}

async function answer(result) {
  if (result.outcome !== "again") {
    if (result.outcome === "accepted") say("document.done", { atOnce: true });
    closeCamera();
    return showPresentStage();
  }
  say(`hint.${result.hint}`, { atOnce: true });
  document.querySelector("#left").textContent = counted("document.left", result.left);
  stage.dataset.state = "again";
  await video.play().catch(() => {});
  await pause(readingSeconds);
  resume();
}

function resume() {
  before = null;
  goodSince = almostSince = 0;
  isBusy = false;
  shutter.disabled = false;
  stage.dataset.state = "looking";
}

async function start() {
  try {
    video = await openCamera("environment");
  } catch (problem) {
    stage.dataset.state = "problem";
    return showProblem(problem.kind ?? "inUse", start);
  }
  resume();
  say("document.find", { atOnce: true });
}

shutter.addEventListener("click", take);
setInterval(() => { if (!isBusy && stage.dataset.state === "looking") look(); }, 1000 / framesPerSecond);
start();
