/** The names of nodes and lines: drawn where there is room, and of the node under the pointer. */

import { NodeSquareProgram } from "@sigma/node-square";
import type { EdgeLabelDrawingFunction, NodeHoverDrawingFunction, NodeLabelDrawingFunction } from "sigma/rendering";
import { ground } from "./theme";

type Label = Parameters<NodeLabelDrawingFunction>;

type Box = [x: number, y: number, width: number, height: number]; // in pixels, from the top left

/** What is written on the picture, so that nothing is written over it. */
let taken: Box[] = [];
const PAD = 2; // pixels kept free around each name

function isFree([x, y, width, height]: Box): boolean {
  return !taken.some(([a, b, w, h]) => x < a + w && a < x + width && y < b + h && b < y + height);
}

function write(context: CanvasRenderingContext2D, text: string, x: number, y: number, colour: string): void {
  context.lineWidth = 3;
  context.strokeStyle = ground("--ground");
  context.lineJoin = "round";
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

/**
 * Draws names where there is room, those of lit nodes before those of quiet ones, the largest nodes' first; what would lie
 * on another is left out until one comes nearer.
 */
function roomyLabels(): { draw: NodeLabelDrawingFunction; clear: () => void; finish: () => void } {
  let asked: Label[] = [];
  return {
    clear: () => { asked = []; },
    draw: (...label) => { asked.push(label); },
    finish() {
      taken = [];
      const faint = ground("--faint");
      const quiet = (label: Label): boolean => label[1].color === faint;
      asked.sort((a, b) => Number(quiet(a)) - Number(quiet(b)) || b[1].size - a[1].size);
      for (const label of asked) {
        const [context, node, settings] = label;
        if (!node.label) continue;
        context.font = `${settings.labelSize}px ${settings.labelFont}`;
        const [x, y] = [node.x + node.size + 3, node.y + settings.labelSize / 3];
        const width = context.measureText(node.label).width;
        const box: Box = [x - PAD, y - settings.labelSize, width + 2 * PAD, settings.labelSize + 2 * PAD];
        if (!isFree(box)) continue;
        taken.push(box);
        write(context, node.label, x, y, ground(quiet(label) ? "--quiet" : "--text"));
      }
    },
  };
}

export const labels = roomyLabels();

type LineLabel = Parameters<EdgeLabelDrawingFunction>;
let lines: LineLabel[] = [];

/**
 * The label of a line, on it, where it is long enough and nothing is written yet; those of thick lines, which are lit, go
 * first. Sigma asks for one after the other and does not say which is the last, so they are drawn when it has asked.
 */
export const drawLineLabel: EdgeLabelDrawingFunction = (...label) => {
  if (!lines.length) queueMicrotask(writeLineLabels);
  lines.push(label);
};

function writeLineLabels(): void {
  const names = taken.length;
  for (const [context, line, source, target, settings] of lines.sort((a, b) => b[1].size - a[1].size)) {
    const [dx, dy] = [target.x - source.x, target.y - source.y];
    const way = Math.hypot(dx, dy);
    const room = way - source.size - target.size;
    context.font = `${settings.edgeLabelSize}px ${settings.edgeLabelFont}`;
    const width = line.label ? context.measureText(line.label).width : 0;
    if (!line.label || width + 16 > room) continue;
    const middle = (source.size + room / 2) / way;
    const [x, y] = [source.x + dx * middle, source.y + dy * middle];
    const boxes = along(x, y, dx / way, dy / way, width, settings.edgeLabelSize);
    if (!boxes.every(isFree)) continue;
    taken.push(...boxes);
    context.save();
    context.translate(x, y);
    context.rotate(Math.atan(dy / (dx || 0.001))); // never upside down
    write(context, line.label, -width / 2, settings.edgeLabelSize / 3, ground("--muted"));
    context.restore();
  }
  taken.length = names;
  lines = [];
}

/** The room of a text that stands aslant: squares as high as its letters, one behind the other. */
function along(x: number, y: number, right: number, down: number, width: number, height: number): Box[] {
  const many = Math.ceil(width / height);
  return Array.from({ length: many }, (_, n) => {
    const at = ((n + 0.5) / many - 0.5) * width;
    return [x + right * at - height / 2, y + down * at - height / 2, height, height];
  });
}

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
