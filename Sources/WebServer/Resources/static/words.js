// The page carries its sentences; scripts contain none.
export function word(key, values = {}) {
  const text = document.querySelector(`[data-word="${key}"]`)?.textContent ?? "";
  return Object.entries(values).reduce((filled, [name, value]) => filled.replace(`{${name}}`, value), text);
}

// "1 minute ago" and "5 minutes ago": the catalogue holds one entry for each.
export function counted(key, count) {
  return word(`${key}.${count === 1 ? "one" : "other"}`, { count });
}
