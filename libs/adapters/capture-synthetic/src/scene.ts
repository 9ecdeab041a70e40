import { VialogError } from '@vialog/contracts';
import { LotPainter } from './lot-painter.ts';
import { parseLotUrl, type LotScene } from './lot-scene.ts';
import type { ScenePainter } from './scene-painter.ts';
import { TrafficPainter } from './traffic-painter.ts';
import { parseTrafficUrl, trafficScenes, type TrafficScene } from './traffic-scene.ts';

export type Scene = LotScene | TrafficScene;

/**
 * Parses the URL of any scene, like `synthetic:lot?seed=7` or `synthetic:road?light=night`.
 * @throws {VialogError} STREAM_REFUSED when the URL is not a valid scene; the message names the invalid part
 */
export function parseSceneUrl(url: string): Scene {
  const { pathname } = new URL(url);
  if (pathname === 'lot') return parseLotUrl(url);
  if ((trafficScenes as readonly string[]).includes(pathname)) return parseTrafficUrl(url);
  throw new VialogError(
    'STREAM_REFUSED',
    `${url}: expected synthetic:lot, synthetic:road or synthetic:gate, found synthetic:${pathname}`,
  );
}

/** `width`: px, at most 1280; the height follows (16:9). */
export const scenePainter = (scene: Scene, width: number): ScenePainter =>
  scene.kind === 'lot' ? new LotPainter(scene, width) : new TrafficPainter(scene, width);
