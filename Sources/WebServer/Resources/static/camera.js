// The camera itself: opening it, saying kindly why it does not open, and taking pictures of it.
import { mustWait, pause, post } from "./post.js";
import { word } from "./words.js";

const video = document.querySelector("#video");
const problem = document.querySelector("#problem");

export class CameraProblem extends Error {
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

// `facing` is "environment" or "user"; where there is no such camera, any other will do.
export async function openCamera(facing) {
  if (!navigator.mediaDevices?.getUserMedia) throw new CameraProblem("unsupported");
  const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...size, facingMode: { ideal: facing } } });
  } catch (error) {
    throw new CameraProblem(kindOf(error.name));
  }
  video.srcObject = stream;
  await video.play().catch(() => {});
  if (!video.videoWidth) await new Promise((ready) => video.addEventListener("loadedmetadata", ready, { once: true }));
  // A picture of a face looks natural mirrored; one taken with the back camera of a phone does not.
  if (stream.getVideoTracks()[0].getSettings().facingMode === "environment") video.classList.remove("mirrored");
  return video;
}

function kindOf(name) {
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "absent";
  return "inUse";
}

export function closeCamera() {
  for (const track of video.srcObject?.getTracks() ?? []) track.stop();
  video.srcObject = null;
}
addEventListener("pagehide", closeCamera);

// A JPEG of what the camera sees now, at most `width` pixels wide.
export function takePicture({ width = Infinity, quality }) {
  const scale = Math.min(1, width / video.videoWidth);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
}

// Which part of the camera's picture lies under an element, in the picture's own pixels. The video fills the screen
// and is cropped (`object-fit: cover`).
export function partUnder(element) {
  const box = element.getBoundingClientRect();
  const screen = video.getBoundingClientRect();
  const scale = Math.max(screen.width / video.videoWidth, screen.height / video.videoHeight);
  const offsetX = (video.videoWidth * scale - screen.width) / 2;
  const offsetY = (video.videoHeight * scale - screen.height) / 2;
  return {
    x: Math.max(0, (box.left - screen.left + offsetX) / scale),
    y: Math.max(0, (box.top - screen.top + offsetY) / scale),
    width: Math.min(video.videoWidth, box.width / scale),
    height: Math.min(video.videoHeight, box.height / scale),
  };
}

export function showProblem(kind, tryAgain) {
  document.querySelector("#problem-title").textContent = word(`camera.${kind}.title`);
  document.querySelector("#problem-text").textContent = word(`camera.${kind}.text`);
  problem.hidden = false;
  const retry = document.querySelector("#retry");
  retry.focus();
  retry.addEventListener("click", () => { problem.hidden = true; tryAgain(); }, { once: true });
}

// One short hint at a time. Says nothing twice, so that a screen reader is not flooded.
const hint = document.querySelector("#hint");
let lastChange = 0;
export function say(key, { atOnce = false } = {}) {
  if (hint.dataset.hint === key) return;
  const now = performance.now();
  if (!atOnce && now - lastChange < 900) return;
  lastChange = now;
  hint.dataset.hint = key;
  hint.textContent = word(key);
}

// Asks until there is an answer, and says what is being waited for: the same picture goes again.
export async function ask(path, body) {
  let answer = await post(path, body);
  while (mustWait(answer)) {
    sayWhatIsAwaited(answer);
    await pause(answer.retryAfter);
    answer = await post(path, body);
  }
  return answer;
}

export function sayWhatIsAwaited(answer) {
  say(answer.status === 0 ? "camera.offline" : "camera.waiting", { atOnce: true });
}
