// Longer than a picture takes over a slow network.
const patienceSeconds = 120;

// One way to ask the server. Answers carry `status`, so that callers see refusals without exceptions;
// `offline` stands for a network that did not answer at all.
export async function post(path, body) {
  const headers = { Accept: "application/json" };
  if (body instanceof Blob) headers["Content-Type"] = body.type;
  else if (body) headers["Content-Type"] = "application/json";
  try {
    const response = await fetch(path, {
      method: "POST", headers, cache: "no-store", redirect: "error",
      body: body instanceof Blob ? body : body && JSON.stringify(body),
      signal: AbortSignal.timeout?.(patienceSeconds * 1000),
    });
    const retryAfter = Number(response.headers.get("Retry-After")) || 3;
    return { status: response.status, retryAfter, ...(await response.json().catch(() => ({}))) };
  } catch {
    return { status: 0, retryAfter: 3, error: "offline" };
  }
}

// The network is away, or the server is busy, starting, or out of order: the same may be asked again.
export const mustWait = ({ status }) => status === 0 || status === 408 || status === 429 || status >= 500;

// Where the session of this page lives.
export const base = document.body.dataset.base || "/session";

// The session moved on: the page of its present stage always stands at the same address.
export function showPresentStage() {
  location.replace(base);
}

export const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
