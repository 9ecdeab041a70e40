import { sceneHeight, sceneWidth } from './lot-scene.ts';
import type { TrafficScene } from './traffic-scene.ts';

const frame = (content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${sceneWidth}" height="${sceneHeight}" viewBox="0 0 ${sceneWidth} ${sceneHeight}">${content}</svg>`;

/** SVG of what is under the vehicles. */
export const groundOf = ({ kind }: TrafficScene): string => frame(kind === 'road' ? roadGround : gateGround);

const roadGround = `<rect width="100%" height="100%" fill="#7d8a6c"/>
<rect y="0" width="100%" height="110" fill="#aab4bd"/>
<rect y="215" width="100%" height="150" fill="#85888c"/>
<rect y="490" width="100%" height="160" fill="#85888c"/>
<path d="M0 222h1280M0 358h1280M0 497h1280M0 643h1280" stroke="#c9c9c2" stroke-width="4"/>`;

const gateGround = `<rect width="100%" height="100%" fill="#7d8a6c"/>
<path d="M420 100H860L1270 720H10Z" fill="#85888c"/>
<path d="M640 130V720" stroke="#c9c9c2" stroke-width="6" stroke-dasharray="36 30"/>`;

/** SVG of what is in front of the vehicles, transparent elsewhere. */
export function occluderOf({ kind, occlusion }: TrafficScene): string {
  // Vehicles of a gate appear from under a bridge.
  const bridge = kind === 'gate' ? '<rect width="100%" height="150" fill="#8d8478"/>' : '';
  return frame(bridge + (occlusion === 'pole' ? pole[kind] : ''));
}

/** A lamp post after the line of a road; a bar across the lanes of a gate. */
const pole = {
  road: '<rect x="668" y="60" width="36" height="640" fill="#4a4d50"/>',
  gate: '<rect x="120" y="478" width="1040" height="20" fill="#b5b0a4"/>',
} as const;
