import type { DraftZone } from './zone-draft.ts';

/** A drawing that was not saved; kept in this tab until it is saved or discarded. */
export interface KeptDrawing {
  readonly zones: readonly DraftZone[];
  /** Version of the camera on which the drawing is based. */
  readonly version: number;
}

const keyOf = (cameraId: string): string => `vialog.zones.${cameraId}`;

/** The storage of the tab; undefined where the browser forbids it. */
function session(): Storage | undefined {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}

export function keepDrawing(cameraId: string, drawing: KeptDrawing): void {
  try {
    session()?.setItem(keyOf(cameraId), JSON.stringify(drawing));
  } catch {
    // The storage is full: the drawing is still on the screen.
  }
}

export const forgetDrawing = (cameraId: string): void => session()?.removeItem(keyOf(cameraId));

export function keptDrawing(cameraId: string): KeptDrawing | undefined {
  try {
    const drawing = JSON.parse(session()?.getItem(keyOf(cameraId)) ?? '') as Partial<KeptDrawing>;
    return Array.isArray(drawing.zones) ? { version: 0, ...drawing, zones: drawing.zones } : undefined;
  } catch {
    return undefined;
  }
}

const clipboardKey = 'vialog.zones.copied';

/** Copied zones stay in this tab, so that they can be pasted at another camera. */
export function copyZones(zones: readonly DraftZone[]): void {
  session()?.setItem(clipboardKey, JSON.stringify(zones));
}

export function copiedZones(): readonly DraftZone[] {
  try {
    return JSON.parse(session()?.getItem(clipboardKey) ?? '[]') as DraftZone[];
  } catch {
    return [];
  }
}
