/** Light and dark: as the system has it, until the reader says otherwise. */

import type { Group, Line } from "./data";
import { byId } from "./dom";

export type Theme = "light" | "dark";

const dark = matchMedia("(prefers-color-scheme: dark)");
let current: Theme = dark.matches ? "dark" : "light";

export function theme(): Theme {
  return current;
}

export function colour(of: Group | Line | undefined): string {
  return of?.[current] ?? "#888888";
}

/** The colours of the page that the canvas needs as well. */
export function ground(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

export function themeButton(changed: () => void): void {
  const button = byId("theme");
  const tell = (): void => {
    const other = current === "dark" ? "light" : "dark";
    button.textContent = other === "dark" ? "☾" : "☀";
    button.setAttribute("aria-label", `Use ${other} colours`);
    button.title = `Use ${other} colours`;
  };
  button.addEventListener("click", () => {
    current = current === "dark" ? "light" : "dark";
    document.documentElement.dataset["theme"] = current;
    tell();
    changed();
  });
  dark.addEventListener("change", () => {
    if (document.documentElement.dataset["theme"]) return;
    current = dark.matches ? "dark" : "light";
    tell();
    changed();
  });
  tell();
}
