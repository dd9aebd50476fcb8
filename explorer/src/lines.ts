/**
 * The lines of the graph: one program for all of them, with an arrowhead, a pattern of dashes that says how a statement
 * stands, and a shift to the side, so that several statements between the same two stay several lines.
 *
 * All is reckoned in pixels of the screen: a pattern looks the same however near one is.
 */

import { EdgeProgram } from "sigma/rendering";
import type { EdgeLabelDrawingFunction, ProgramInfo } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import { drawLineLabel } from "./labels";

export interface LineData extends EdgeDisplayData { shift: number; dash: number; gap: number; near: number }

const VERTEX = `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_start;
attribute vec2 a_end;
attribute vec4 a_shape;   // thickness, radius of the target, shift, how far from the line the pointer still finds it
attribute vec2 a_dash;
attribute vec3 a_corner;  // along 0 or 1, across -1 to 1, 1 for a corner of the head

uniform mat3 u_matrix;
uniform vec2 u_dimensions;
uniform float u_sizeRatio;

varying vec4 v_color;
varying vec3 v_at;        // along from the start, across from the middle, half the thickness
varying vec2 v_dash;

const float bias = 255.0 / 254.0;

void main() {
  vec2 start = (u_matrix * vec3(a_start, 1)).xy * u_dimensions * 0.5;
  vec2 end = (u_matrix * vec3(a_end, 1)).xy * u_dimensions * 0.5;
  vec2 way = end - start;
  float size = max(length(way), 0.001);
  vec2 along = way / size;
  vec2 across = vec2(-along.y, along.x);
  float half_ = max(a_shape.x / u_sizeRatio, 1.2) * 0.5;
  float head = min(4.0 + half_ * 3.0, size * 0.5);
  float rim = max(size - a_shape.y / u_sizeRatio, 0.0);
  float neck = max(rim - head, 0.0);
  float reach = half_ + 0.5;
  #ifdef PICKING_MODE
  reach = max(reach, a_shape.w);
  #endif
  float from = a_corner.z > 0.5 ? neck : 0.0;
  float to = a_corner.z > 0.5 ? rim : neck;
  float wide = a_corner.z > 0.5 ? head * 0.5 + 0.5 : reach;
  vec2 place = start + along * mix(from, to, a_corner.x) + across * (a_shape.z + a_corner.y * wide);
  gl_Position = vec4(place / u_dimensions * 2.0, 0, 1);
  v_at = vec3(mix(from, to, a_corner.x), a_corner.y * wide, a_corner.z > 0.5 ? 1000.0 : half_);
  v_dash = a_corner.z > 0.5 ? vec2(1.0, 0.0) : a_dash;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}`;

const FRAGMENT = `
precision highp float;

varying vec4 v_color;
varying vec3 v_at;
varying vec2 v_dash;

void main() {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  if (v_dash.y > 0.0 && mod(v_at.x, v_dash.x + v_dash.y) > v_dash.x) discard;
  gl_FragColor = v_color * clamp(v_at.z - abs(v_at.y) + 0.5, 0.0, 1.0);
  #endif
}`;

const UNIFORMS = ["u_matrix", "u_dimensions", "u_sizeRatio"] as const;
type Uniform = (typeof UNIFORMS)[number];

export class ClaimLine extends EdgeProgram<Uniform> {
  override drawLabel: EdgeLabelDrawingFunction = drawLabel;

  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
    return {
      VERTICES: 9,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES as 4,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_start", size: 2, type: FLOAT },
        { name: "a_end", size: 2, type: FLOAT },
        { name: "a_shape", size: 4, type: FLOAT },
        { name: "a_dash", size: 2, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 3, type: FLOAT }],
      CONSTANT_DATA: [
        [0, 1, 0], [0, -1, 0], [1, 1, 0], [1, 1, 0], [0, -1, 0], [1, -1, 0], // the line
        [0, 1, 1], [0, -1, 1], [1, 0, 1], // its head
      ],
    };
  }

  processVisibleItem(index: number, at: number, source: NodeDisplayData, target: NodeDisplayData, data: LineData): void {
    const values = [
      source.x, source.y, target.x, target.y,
      data.size, target.size, data.shift, data.near,
      data.dash, data.gap, floatColor(data.color), index,
    ];
    this.array.set(values, at);
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo<Uniform>): void {
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
    gl.uniform2f(uniformLocations.u_dimensions, params.width, params.height);
    gl.uniform1f(uniformLocations.u_sizeRatio, params.sizeRatio);
  }
}

/** The label beside the line, shifted as it is. */
const drawLabel: EdgeLabelDrawingFunction = (context, edge, source, target, settings) => {
  const shift = (edge as unknown as LineData).shift;
  const [dx, dy] = [target.x - source.x, target.y - source.y];
  const size = Math.hypot(dx, dy) || 1;
  // The canvas has its y downward, the picture upward.
  const [x, y] = [(dy / size) * shift, (-dx / size) * shift];
  const moved = <T extends { x: number; y: number }>(end: T): T => ({ ...end, x: end.x + x, y: end.y + y });
  drawLineLabel(context, edge, moved(source), moved(target), settings);
};
