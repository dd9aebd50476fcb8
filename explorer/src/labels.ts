/** The names of nodes: drawn where there is room, and under the pointer. */

import { NodeSquareProgram } from "@sigma/node-square";
import type { NodeHoverDrawingFunction, NodeLabelDrawingFunction } from "sigma/rendering";
import { ground } from "./theme";

type Label = Parameters<NodeLabelDrawingFunction>;

/** Draws names where there is room, the largest nodes' first; what would lie on another is left out until one comes nearer. */
function roomyLabels(): { draw: NodeLabelDrawingFunction; clear: () => void; finish: () => void } {
  let asked: Label[] = [];
  return {
    clear: () => { asked = []; },
    draw: (...label) => { asked.push(label); },
    finish() {
      const taken: [number, number, number, number][] = [];
      const [behind, text] = [ground("--ground"), ground("--text")];
      for (const [context, node, settings] of asked.sort((a, b) => b[1].size - a[1].size)) {
        if (!node.label) continue;
        context.font = `${settings.labelSize}px ${settings.labelFont}`;
        const [x, y] = [node.x + node.size + 3, node.y + settings.labelSize / 3];
        const [width, height] = [context.measureText(node.label).width, settings.labelSize];
        if (taken.some(([a, b, w, h]) => x < a + w && a < x + width && y - height < b && b - h < y)) continue;
        taken.push([x, y, width, height]);
        context.lineWidth = 3;
        context.strokeStyle = behind;
        context.lineJoin = "round";
        context.strokeText(node.label, x, y);
        context.fillStyle = text;
        context.fillText(node.label, x, y);
      }
    },
  };
}

export const labels = roomyLabels();

/** The name of the node under the pointer, on the ground of the page. */
export const drawHover: NodeHoverDrawingFunction = (context, node, settings) => {
  context.font = `600 ${settings.labelSize}px ${settings.labelFont}`;
  const label = node.label ?? "";
  const width = label ? context.measureText(label).width + 12 : 0;
  context.beginPath();
  context.arc(node.x, node.y, node.size + 3, 0, Math.PI * 2);
  if (width) context.roundRect(node.x + node.size + 2, node.y - 11, width, 22, 4);
  context.fillStyle = ground("--raised");
  context.shadowColor = "rgba(0, 0, 0, 0.4)";
  context.shadowBlur = 8;
  context.fill();
  context.shadowBlur = 0;
  context.fillStyle = ground("--text");
  if (label) context.fillText(label, node.x + node.size + 7, node.y + settings.labelSize / 3);
};

/** Events are squares, and named as all nodes are. */
export class EventSquare extends NodeSquareProgram {
  override drawLabel = labels.draw as NodeSquareProgram["drawLabel"];
  override drawHover = drawHover as NodeSquareProgram["drawHover"];
}
