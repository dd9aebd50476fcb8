/** The graph itself: sigma draws it, the state says what of it is seen. */

import { NodeSquareProgram } from "@sigma/node-square";
import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { EdgeLineProgram, NodeCircleProgram } from "sigma/rendering";
import type { Attributes } from "graphology-types";
import type { NodeHoverDrawingFunction, NodeLabelDrawingFunction } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData } from "sigma/types";
import { push } from "./data";
import type { Data } from "./data";
import { byId } from "./dom";
import { ClaimLine } from "./lines";
import type { State } from "./state";
import { colour, ground } from "./theme";

const MANY = 4000; // lines above which labels of lines are left out, and lines while one moves
const NAMED = 30; // neighbours of what is chosen that are all named; of more, those that sigma has room for
const APART = 7; // pixels between lines that join the same two

export interface GraphView {
  repaint(): void;
  recolour(): void;
  show(id: string): void;
  /** Where a node, or the middle of a line, is on the screen. */
  at(id: string): { x: number; y: number } | null;
  ready: boolean;
}

export function graphView(data: Data, state: State): GraphView {
  const canvas = byId("canvas");
  const graph = drawable(data);
  const large = data.picture.edges.length > MANY;
  let hovered: string | null = null;
  let lit: Set<string> | null = null;

  let faint = ground("--faint");
  const nodeReducer = (id: string, attributes: Attributes): Partial<NodeDisplayData> => {
    const node = data.node.get(id);
    if (!state.nodes.has(id)) return { ...attributes, hidden: true };
    const own = { ...attributes, color: colour(data.group.get(node?.group ?? "")) };
    if (id === state.selected || id === hovered) return { ...own, highlighted: true, zIndex: 2, forceLabel: true };
    if (!lit) return own;
    if (lit.has(id)) return { ...own, zIndex: 1, forceLabel: lit.size <= NAMED };
    // A square is drawn above every circle: one that is not lit must not cover one that is.
    return { ...own, color: faint, label: "", zIndex: 0, size: node?.kind === "event" ? 1.5 : attributes["size"] as number };
  };
  const edgeReducer = (_: string, attributes: Attributes): Partial<EdgeDisplayData> => {
    const statement = attributes["statement"] as string;
    const hidden = ![attributes["from"], attributes["to"]].every((end) => state.nodes.has(end as string));
    if (hidden || !state.statements.has(statement)) return { ...attributes, hidden: true };
    const own = { ...attributes, color: colour(data.line.get(attributes["line"] as string)) };
    if (!lit) return own;
    const shown = lit.has(statement);
    return shown ? { ...own, type: "claim", size: 3, zIndex: 1, forceLabel: true } : { ...own, color: faint, label: "", zIndex: 0 };
  };
  const sigma = new Sigma(graph, canvas, {
    nodeReducer,
    edgeReducer,
    labelColor: { color: ground("--text") },
    edgeLabelColor: { color: ground("--muted") },
    allowInvalidContainer: true,
    defaultEdgeType: "claim",
    edgeProgramClasses: { claim: ClaimLine, thin: EdgeLineProgram },
    nodeProgramClasses: { circle: NodeCircleProgram, square: EventSquare },
    enableEdgeEvents: true,
    hideEdgesOnMove: large,
    renderEdgeLabels: !large,
    edgeLabelSize: 11,
    labelSize: 13,
    labelFont: "system-ui, sans-serif",
    edgeLabelFont: "system-ui, sans-serif",
    labelDensity: 1.2,
    labelGridCellSize: 90,
    labelRenderedSizeThreshold: large ? 7 : 4,
    maxCameraRatio: 4,
    minCameraRatio: 0.01,
    stagePadding: 40,
    zIndex: true,
    defaultDrawNodeHover: drawHover,
    defaultDrawNodeLabel: labels.draw,
  });
  sigma.on("beforeRender", labels.clear);
  sigma.on("afterRender", labels.finish);
  labels.finish(); // the first picture was drawn before it could be listened to
  const light = (): void => {
    const centre = (large ? null : hovered) ?? state.selected;
    lit = centre === null ? null : around(data, centre);
    sigma.refresh({ skipIndexation: true });
  };
  sigma.on("clickNode", ({ node }) => state.select(node));
  sigma.on("clickEdge", ({ edge }) => state.select(graph.getEdgeAttribute(edge, "statement") as string));
  sigma.on("clickStage", () => state.select(null));
  const point = (node: string | null): void => {
    canvas.classList.toggle("pointing", node !== null);
    hovered = node;
    if (!large) light(); // to light the neighbours of each node that the pointer crosses takes too long in a large graph
  };
  sigma.on("enterNode", ({ node }) => point(node));
  sigma.on("leaveNode", () => point(null));
  sigma.on("enterEdge", () => canvas.classList.add("pointing"));
  sigma.on("leaveEdge", () => canvas.classList.remove("pointing"));
  keys(canvas, sigma);
  byId("nearer").addEventListener("click", () => void sigma.getCamera().animatedZoom());
  byId("farther").addEventListener("click", () => void sigma.getCamera().animatedUnzoom());
  byId("whole").addEventListener("click", () => void sigma.getCamera().animatedReset());

  const recolour = (): void => {
    sigma.setSetting("labelColor", { color: ground("--text") });
    sigma.setSetting("edgeLabelColor", { color: ground("--muted") });
    faint = ground("--faint");
    light();
  };

  const place = (id: string): { x: number; y: number } | null => {
    const ends = graph.hasNode(id) ? [id, id] : graph.hasEdge(id) ? graph.extremities(id) : null;
    const shown = ends?.map((end) => sigma.getNodeDisplayData(end));
    const [a, b] = shown ?? [];
    return a && b ? { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } : null;
  };
  return {
    ready: true,
    repaint: light,
    recolour,
    show(id) {
      const shown = place(graph.hasNode(id) ? id : (data.statement.get(id)?.parties[0] ?? id));
      const camera = sigma.getCamera();
      if (shown) void camera.animate({ ...shown, ratio: Math.min(camera.ratio, 0.5) }, { duration: 300 });
    },
    at(id) {
      const ends = graph.hasNode(id) ? [id, id] : graph.hasEdge(id) ? graph.extremities(id) : [];
      const [a, b] = ends.map((end) => sigma.graphToViewport(graph.getNodeAttributes(end) as { x: number; y: number }));
      const box = canvas.getBoundingClientRect();
      return a && b ? { x: box.x + (a.x + b.x) / 2, y: box.y + (a.y + b.y) / 2 } : null;
    },
  };
}

/** Events are squares, and named as all nodes are. */
class EventSquare extends NodeSquareProgram {
  override drawLabel = labels.draw as NodeSquareProgram["drawLabel"];
  override drawHover = drawHover as NodeSquareProgram["drawHover"];
}

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

const labels = roomyLabels();

/** The picture as graphology has it; lines between the same two are set apart. */
function drawable(data: Data): MultiDirectedGraph {
  const graph = new MultiDirectedGraph();
  const most = Math.max(1, ...data.picture.nodes.map((n) => n.degree));
  for (const node of data.picture.nodes) {
    const event = node.kind === "event";
    const size = (event ? 3 : 4) + (event ? 3 : 11) * Math.sqrt(node.degree / most);
    graph.addNode(node.id, { x: node.x, y: node.y, size, label: node.label, type: event ? "square" : "circle" });
  }
  const large = data.picture.edges.length > MANY;
  const near = large ? 1 : 6;
  const between = new Map<string, typeof data.picture.edges>();
  for (const edge of data.picture.edges) push(between, [edge.source, edge.target].sort().join("\n"), edge);
  for (const edges of between.values()) {
    edges.forEach((edge, n) => {
      const [dash = 0, gap = 0] = data.line.get(edge.line)?.dash ?? [];
      const turned = edge.source < edge.target ? 1 : -1;
      const shift = turned * APART * (n - (edges.length - 1) / 2);
      graph.addEdgeWithKey(edge.id, edge.source, edge.target, {
        label: edge.label, statement: edge.statement, line: edge.line, from: edge.source, to: edge.target,
        // In a large graph a fact is a thin line, which is drawn at half the cost, until it is lit.
        type: large && !gap ? "thin" : "claim", size: edge.statement === edge.id ? 2 : 1.4, shift, dash, gap, near,
      });
    });
  }
  return graph;
}

/** A node or statement with what it touches. */
function around(data: Data, id: string): Set<string> {
  const found = new Set([id]);
  const statement = data.statement.get(id);
  for (const s of statement ? [statement] : (data.about.get(id) ?? [])) {
    for (const near of [s.id, ...s.parties]) found.add(near);
  }
  return found;
}

/** The name of the node under the pointer, on the ground of the page. */
const drawHover: NodeHoverDrawingFunction = (context, node, settings) => {
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

function keys(canvas: HTMLElement, sigma: Sigma): void {
  canvas.addEventListener("keydown", (event) => {
    const camera = sigma.getCamera();
    const step = 0.1 * camera.ratio;
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, step], ArrowDown: [0, -step],
    };
    const move = moves[event.key];
    if (move) camera.setState({ x: camera.x + move[0], y: camera.y + move[1] });
    else if (event.key === "+" || event.key === "=") void camera.animatedZoom();
    else if (event.key === "-") void camera.animatedUnzoom();
    else if (event.key === "0") void camera.animatedReset();
    else return;
    event.preventDefault();
  });
}
