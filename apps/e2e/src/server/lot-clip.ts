import { sceneWidth } from '@vialog/capture-synthetic';
import { momentsOf, writeSceneClip } from './scene-clip.ts';

/**
 * Writes a few seconds of a rendered lot as H.264: a real stream with known numbers of vehicles. The scene stays at the
 * moment `at`: the noise changes and the vehicles stay, because only seconds pass.
 */
export const writeLotClip = (path: string, url: string, at: number): Promise<void> =>
  writeSceneClip(path, { url, width: sceneWidth, moments: momentsOf(at, 4) });
