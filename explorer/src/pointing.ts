/**
 * What the pointer is over, sigma finds in a second drawing that nobody sees. That costs as much as the picture itself, so
 * it is not made before a pointer comes.
 */

import { EdgeLineProgram, NodeCircleProgram } from "sigma/rendering";
import type { ProgramInfo } from "sigma/rendering";
import type Sigma from "sigma";
import type { RenderParams } from "sigma/types";
import { EventSquare } from "./labels";
import { ClaimLine } from "./lines";

interface Drawing { pickProgram: ProgramInfo | null; render(params: RenderParams): void }

let pointed = false;

// eslint-disable-next-line @typescript-eslint/no-explicit-any
function unhurried<T extends new (...args: any[]) => Drawing>(Program: T): T {
  return class extends Program {
    override render(params: RenderParams): void {
      const unseen = this.pickProgram;
      if (!pointed) this.pickProgram = null;
      super.render(params);
      this.pickProgram = unseen;
    }
  };
}

export const NODES = { circle: unhurried(NodeCircleProgram), square: unhurried(EventSquare) };
export const EDGES = { claim: unhurried(ClaimLine), thin: unhurried(EdgeLineProgram) };

/** Makes the second drawing as soon as a pointer is over the canvas, before sigma hears of it. */
export function awaitPointer(canvas: HTMLElement, sigma: Sigma): void {
  const come = (): void => {
    pointed = true;
    sigma.refresh({ partialGraph: {}, skipIndexation: true });
  };
  canvas.addEventListener("pointerover", come, { capture: true, once: true });
}
