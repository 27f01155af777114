// Follows the session and shows the page of its stage as soon as that changes: by events, or by asking where
// events do not come through.
import { base, showPresentStage } from "./post.js";

const { stage, role } = document.body.dataset;
let isAsking = false;

async function look() {
  if (isAsking) return;
  isAsking = true;
  try {
    const response = await fetch(`${base}/state`, { headers: { Accept: "application/json" }, cache: "no-store" });
    const state = await response.json();
    if (response.ok && (state.stage !== stage || state.role !== role)) showPresentStage();
  } catch {
    // Offline for a moment: the next look will tell.
  } finally {
    isAsking = false;
  }
}

const events = new EventSource(`${base}/events`);
events.addEventListener("changed", look);
events.addEventListener("open", look);

// Slow while events flow, brisk while they do not.
let lastLook = Date.now();
setInterval(() => {
  const wait = events.readyState === EventSource.OPEN ? 20_000 : 3_000;
  if (Date.now() - lastLook < wait) return;
  lastLook = Date.now();
  look();
}, 1_000);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
