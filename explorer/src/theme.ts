/** Light and dark: as the system has it, until the reader says otherwise. */

import type { Group, Line } from "./data";
import { byId } from "./dom";

export type Theme = "light" | "dark";

export function theme(): Theme {
  const chosen = document.documentElement.dataset["theme"];
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

export function colour(of: Group | Line | undefined): string {
  return of?.[theme()] ?? "#888888";
}

/** The colours of the page that the canvas needs as well. */
export function ground(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

export function themeButton(changed: () => void): void {
  const button = byId("theme");
  const tell = (): void => {
    const other = theme() === "dark" ? "light" : "dark";
    button.textContent = other === "dark" ? "☾" : "☀";
    button.setAttribute("aria-label", `Use ${other} colours`);
    button.title = `Use ${other} colours`;
  };
  button.addEventListener("click", () => {
    document.documentElement.dataset["theme"] = theme() === "dark" ? "light" : "dark";
    tell();
    changed();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    tell();
    changed();
  });
  tell();
}
