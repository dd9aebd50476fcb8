/**
 * What is drawn when. What the pointer is over, sigma finds in a second drawing that nobody sees; it costs as much as the
 * picture itself, so it is not made before a pointer comes. While a large graph moves, neither that nor its lines are drawn.
 */

import { EdgeLineProgram, NodeCircleProgram } from "sigma/rendering";
import type { ProgramInfo } from "sigma/rendering";
import type Sigma from "sigma";
import type { RenderParams } from "sigma/types";
import { EventSquare } from "./labels";
import { ClaimLine } from "./lines";

interface Drawing { pickProgram: ProgramInfo | null; render(params: RenderParams): void }
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Programs = new (...args: any[]) => Drawing;

const REST = 80; // milliseconds after which it is looked whether a motion has ended
let pointed = false;
let moving = false;

function unhurried<T extends Programs>(Program: T, rests: boolean): T {
  return class extends Program {
    override render(params: RenderParams): void {
      if (moving && rests) return;
      const unseen = this.pickProgram;
      if (!pointed || moving) this.pickProgram = null;
      super.render(params);
      this.pickProgram = unseen;
    }
  };
}

export const NODES = { circle: unhurried(NodeCircleProgram, false), square: unhurried(EventSquare, false) };
// In the order in which they are drawn: what is lit is never thin.
export const EDGES = { thin: unhurried(EdgeLineProgram, true), claim: unhurried(ClaimLine, true) };

/** Watches for a pointer, and in a large graph for motion. */
export function pace(canvas: HTMLElement, sigma: Sigma, large: boolean): void {
  // Before sigma hears of the pointer, and asks what it is over.
  const come = (): void => {
    pointed = true;
    sigma.refresh({ partialGraph: {}, skipIndexation: true });
  };
  canvas.addEventListener("pointerover", come, { capture: true, once: true });
  if (!large) return;
  let waiting = false;
  const rest = (): void => {
    waiting = isMoving(sigma);
    if (waiting) setTimeout(rest, REST);
    else sigma.scheduleRender();
  };
  sigma.on("beforeRender", () => {
    moving = isMoving(sigma);
    if (!moving || waiting) return;
    waiting = true;
    setTimeout(rest, REST);
  });
}

function isMoving(sigma: Sigma): boolean {
  const [mouse, touch] = [sigma.getMouseCaptor(), sigma.getTouchCaptor()];
  const dragged = mouse.isMoving || mouse.draggedEvents > 0 || touch.isMoving;
  return sigma.getCamera().isAnimated() || dragged || mouse.currentWheelDirection !== 0;
}
