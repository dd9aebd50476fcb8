/** The graph itself: sigma draws it, the state says what of it is seen. */

import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import type { Attributes } from "graphology-types";
import type { NodeDisplayData } from "sigma/types";
import { push } from "./data";
import type { Data, Edge, Line, Node } from "./data";
import { byId } from "./dom";
import { drawHover, labels } from "./labels";
import type { LineData } from "./lines";
import { EDGES, NODES, pace } from "./pace";
import type { State } from "./state";
import { colour, ground } from "./theme";

const MANY = 4000; // lines above which their labels are left out, and they themselves while the picture moves
const NAMED = 30; // neighbours of what is chosen that are all named; of more, those that sigma has room for
const ROOM = 30; // pixels of the picture, across and down, that a node of full size has
const APART = 7; // pixels between lines that join the same two

export interface GraphView {
  repaint(): void;
  recolour(): void;
  show(id: string): void;
  /** Where a node, or the middle of a line, is on the screen. */
  at(id: string): { x: number; y: number } | null;
}

export function graphView(data: Data, state: State): GraphView {
  const canvas = byId("canvas");
  const crowd = crowding(canvas, data.picture.nodes.length);
  const { graph, nodes, edges } = drawable(data, crowd);
  const large = data.picture.edges.length > MANY;
  let hovered: string | null = null;
  let lit: Set<string> | null = null;

  let [faint, thin] = [ground("--faint"), ground("--border")];
  const nodeReducer = (id: string, { x, y }: Attributes): Partial<NodeDisplayData> => {
    const { node, size } = nodes.get(id) as NodeLook;
    const chosen = id === state.selected || id === hovered;
    const quiet = !chosen && lit !== null && !lit.has(id);
    return {
      x, y, type: node.kind === "event" ? "square" : "circle", hidden: !state.nodes.has(id), highlighted: chosen,
      color: quiet ? faint : colour(data.group.get(node.group)),
      label: quiet && node.kind === "event" ? "" : node.label,
      // A square is drawn above every circle, and every node above all lines: what is not lit must not cover what is.
      size: quiet && node.kind === "event" ? 1.5 : quiet ? size * 0.6 : size,
      zIndex: chosen ? 2 : lit && !quiet ? 1 : 0, forceLabel: chosen || (lit !== null && !quiet && lit.size <= NAMED),
    };
  };
  const edgeReducer = (id: string): Partial<LineData> => {
    const { edge, line, size, shift } = edges.get(id) as EdgeLook;
    const seen = state.statements.has(edge.statement) && state.nodes.has(edge.source) && state.nodes.has(edge.target);
    const shown = lit !== null && lit.has(edge.statement);
    const quiet = lit !== null && !shown;
    const [dash = 0, gap = 0] = line.dash;
    const plain = large && !gap && !shown;
    return {
      // In a large graph a fact is a thin pale line, which is drawn at half the cost and hides nothing, until it is lit.
      type: plain ? "thin" : "claim", hidden: !seen || (large && quiet), color: quiet ? faint : plain ? thin : colour(line),
      label: quiet ? "" : edge.label, size: shown ? 3 : large ? 1 : size, zIndex: shown ? 1 : 0, forceLabel: shown,
      shift, dash, gap, near: large ? 1 : 6,
    };
  };
  const sigma = new Sigma(graph, canvas, {
    nodeReducer,
    edgeReducer,
    labelColor: { color: ground("--text") },
    edgeLabelColor: { color: ground("--muted") },
    allowInvalidContainer: true,
    defaultEdgeType: "claim",
    edgeProgramClasses: EDGES,
    nodeProgramClasses: NODES,
    enableEdgeEvents: true,
    renderEdgeLabels: !large,
    edgeLabelSize: 11,
    labelSize: 13,
    labelFont: "system-ui, sans-serif",
    edgeLabelFont: "system-ui, sans-serif",
    labelDensity: 1.2,
    labelGridCellSize: 90,
    labelRenderedSizeThreshold: (large ? 7 : 4) * crowd,
    maxCameraRatio: 4,
    minCameraRatio: 0.01,
    stagePadding: 40,
    zIndex: true,
    defaultDrawNodeHover: drawHover,
    defaultDrawNodeLabel: labels.draw,
  });
  sigma.on("beforeRender", labels.clear);
  sigma.on("afterRender", labels.finish);
  pace(canvas, sigma, large);
  labels.finish(); // the first picture was drawn before it could be listened to
  const light = (): void => {
    const centre = (large ? null : hovered) ?? state.selected;
    lit = centre === null ? null : around(data, centre);
    sigma.refresh({ skipIndexation: true });
  };
  const choose = (id: string, y: number): void => {
    state.select(id);
    if (y > sigma.getDimensions().height - covered(canvas)) view.show(id);
  };
  sigma.on("clickNode", ({ node, event }) => choose(node, event.y));
  sigma.on("clickEdge", ({ edge, event }) => choose(edges.get(edge)?.edge.statement ?? edge, event.y));
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
    [faint, thin] = [ground("--faint"), ground("--border")];
    light();
  };

  const place = (id: string): { x: number; y: number; apart: number } | null => {
    const ends = graph.hasNode(id) ? [id, id] : graph.hasEdge(id) ? graph.extremities(id) : null;
    const shown = ends?.map((end) => sigma.getNodeDisplayData(end));
    const [a, b] = shown ?? [];
    return a && b ? { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, apart: Math.hypot(a.x - b.x, a.y - b.y) } : null;
  };
  const view: GraphView = {
    repaint: light,
    recolour,
    show(id) {
      const shown = place(graph.hasNode(id) || graph.hasEdge(id) ? id : (data.statement.get(id)?.parties[0] ?? id));
      if (!shown) return;
      const camera = sigma.getCamera();
      const ratio = Math.max(Math.min(camera.ratio, 0.5), Math.min(1, 1.8 * shown.apart));
      const state = { ...camera.getState(), x: shown.x, y: shown.y, ratio };
      const { width, height } = sigma.getDimensions();
      const [middle, below] = [0, covered(canvas) / 2].map((down) =>
        sigma.viewportToFramedGraph({ x: width / 2, y: height / 2 + down }, { cameraState: state }));
      void camera.animate({ ...state, y: state.y + (below?.y ?? 0) - (middle?.y ?? 0) }, { duration: 300 });
    },
    at(id) {
      const ends = graph.hasNode(id) ? [id, id] : graph.hasEdge(id) ? graph.extremities(id) : [];
      const [a, b] = ends.map((end) => sigma.graphToViewport(graph.getNodeAttributes(end) as { x: number; y: number }));
      const box = canvas.getBoundingClientRect();
      if (!a || !b) return null;
      const aside = (edges.get(id)?.shift ?? 0) / (Math.hypot(b.x - a.x, b.y - a.y) || 1);
      return { x: box.x + (a.x + b.x) / 2 + (b.y - a.y) * aside, y: box.y + (a.y + b.y) / 2 - (b.x - a.x) * aside };
    },
  };
  return view;
}

/** How much smaller nodes are drawn where many share the room: from 1 down. */
function crowding(canvas: HTMLElement, nodes: number): number {
  const room = (canvas.clientWidth * canvas.clientHeight) / (ROOM * ROOM * Math.max(1, nodes));
  return Math.min(1, Math.max(0.5, Math.sqrt(room)));
}

/** How a node and a line are drawn while nothing is lit: kept beside the graph, which copies all that it is given. */
interface NodeLook { node: Node; size: number }
interface EdgeLook { edge: Edge; line: Line; size: number; shift: number }
interface Drawable { graph: MultiDirectedGraph; nodes: Map<string, NodeLook>; edges: Map<string, EdgeLook> }

/** The picture as graphology has it; lines between the same two are set apart. */
function drawable(data: Data, crowd: number): Drawable {
  const made: Drawable = { graph: new MultiDirectedGraph(), nodes: new Map(), edges: new Map() };
  const most = data.picture.nodes.reduce((found, n) => Math.max(found, n.degree), 1);
  for (const node of data.picture.nodes) {
    const event = node.kind === "event";
    const size = crowd * ((event ? 3 : 4) + (event ? 3 : 11) * Math.sqrt(node.degree / most));
    made.graph.addNode(node.id, { x: node.x, y: node.y });
    made.nodes.set(node.id, { node, size });
  }
  const number = new Map(data.picture.nodes.map((node, n) => [node.id, n]));
  const between = new Map<number, Edge[]>();
  for (const edge of data.picture.edges) {
    const [a, b] = [number.get(edge.source) ?? 0, number.get(edge.target) ?? 0];
    push(between, Math.min(a, b) * number.size + Math.max(a, b), edge);
  }
  for (const edges of between.values()) {
    edges.forEach((edge, n) => {
      const turned = edge.source < edge.target ? 1 : -1;
      const shift = turned * APART * (n - (edges.length - 1) / 2);
      made.graph.addEdgeWithKey(edge.id, edge.source, edge.target);
      made.edges.set(edge.id, { edge, line: data.line.get(edge.line) as Line, size: edge.statement === edge.id ? 2 : 1.4, shift });
    });
  }
  return made;
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

/** How many pixels of the picture the evidence covers from below, as it does on a phone. */
function covered(canvas: HTMLElement): number {
  const [picture, panel] = [canvas, byId("panel")].map((part) => part.getBoundingClientRect()) as [DOMRect, DOMRect];
  const beside = panel.left >= picture.right || panel.height === 0;
  return beside ? 0 : Math.max(0, picture.bottom - panel.top);
}

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
