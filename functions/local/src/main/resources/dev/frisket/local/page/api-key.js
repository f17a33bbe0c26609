const SLOT = "frisket-key";

/** The key in use: the one typed in this tab, else the one that the server filled in. */
export function apiKey() {
  return sessionStorage.getItem(SLOT) || document.querySelector("meta[name=api-key]").content;
}

/** Shows the key in a field, and keeps what is typed there until the tab is closed. */
export function bindKey(field, changed) {
  field.value = apiKey();
  field.addEventListener("change", () => {
    const typed = field.value.trim();
    typed ? sessionStorage.setItem(SLOT, typed) : sessionStorage.removeItem(SLOT);
    field.value = apiKey();
    changed();
  });
}
