import { missingStreamUrl, VialogError, type Camera, type Lifecycle } from '@vialog/contracts';
import { changeVersion } from './next-version.ts';
import type { Registry } from './registry.ts';

/** Allowed next states per state; error messages use it too. */
export const lifecycleMoves: Readonly<Record<Lifecycle, readonly Lifecycle[]>> = {
  draft: ['active', 'retired'],
  active: ['paused', 'retired'],
  paused: ['active', 'retired'],
  retired: [],
};

/**
 * Moves a camera to another state. A change to the present state is accepted and creates no version.
 * @throws {VialogError} LIFECYCLE_REFUSED, CAMERA_NOT_FOUND
 */
export function moveCamera(registry: Registry, cameraId: string, to: Lifecycle): Promise<Camera> {
  return changeVersion(registry, cameraId, (latest) => {
    if (latest.lifecycle === to) return latest;
    const moves = lifecycleMoves[latest.lifecycle];
    if (!moves.includes(to)) throw rejected(latest.lifecycle, to, moves);
    if (to === 'active') rejectMissingStream(latest);
    return { ...latest, lifecycle: to };
  });
}

function rejectMissingStream({ stream }: Camera): void {
  if (stream.url !== missingStreamUrl) return;
  throw new VialogError(
    'LIFECYCLE_REFUSED',
    'This camera was imported without a stream URL: set stream.url, then activate it.',
    { details: [{ path: 'stream.url', message: 'expected the URL of the stream' }] },
  );
}

function rejected(from: Lifecycle, to: Lifecycle, moves: readonly Lifecycle[]): VialogError {
  const allowed =
    moves.length === 0
      ? 'it stays as it is; register a new camera instead'
      : `it can become ${moves.join(' or ')}`;
  return new VialogError('LIFECYCLE_REFUSED', `A camera that is ${from} cannot become ${to}: ${allowed}.`);
}
