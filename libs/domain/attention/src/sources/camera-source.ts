import { epochOf, isoOf, maxFindingExamples, type CameraHealth } from '@vialog/contracts';
import { listAttention, type CameraListPorts } from '@vialog/registry';
import type { AttentionSource } from '../attention-source.port.ts';
import type { Found } from '../finding.ts';

const freshMs = 2_000;
/** A camera that is still starting after this time is not measured, ms. */
const startMs = 300_000;

export interface CameraSourcePorts extends Pick<CameraListPorts, 'cameras' | 'healthOf'> {
  readonly clock: { now(): number };
}

interface FaultyCamera {
  readonly cameraId: string;
  readonly name: string;
  readonly health: CameraHealth;
}

/** Cameras that are offline, degraded or do not start; one finding per state and reason. */
export const cameraSource = (ports: CameraSourcePorts): AttentionSource => ({
  kind: 'camera',
  staleBefore: (now) => now - freshMs,
  read: () => {
    const cameras = ports.cameras.entries().map(({ camera }) => camera);
    const items = listAttention(ports, { limit: Infinity }).items;
    const groups = Map.groupBy(items, ({ urgency, health }) => `${urgency} ${health.state} ${health.reason}`);
    const found = [...groups.values()].flatMap((group) => foundOf(group, group[0]?.urgency));
    const starting = foundOf(startingFor(ports, ports.clock.now() - startMs), 'not_measured');
    const checked = cameras.filter(({ lifecycle }) => lifecycle === 'active').length;
    return Promise.resolve({ found: [...found, ...starting], checked });
  },
});

function startingFor({ cameras, healthOf }: CameraSourcePorts, since: number): readonly FaultyCamera[] {
  return cameras
    .entries()
    .filter(({ camera }) => camera.lifecycle === 'active')
    .map(({ camera }) => ({ cameraId: camera.cameraId, name: camera.name, health: healthOf(camera) }))
    .filter(({ health }) => health.state === 'starting' && epochOf(health.changedAt) <= since)
    .sort((a, b) => epochOf(a.health.changedAt) - epochOf(b.health.changedAt));
}

/** `cameras`: in one state for one reason, the longest since first. */
function foundOf(
  cameras: readonly FaultyCamera[],
  urgency: 'not_measured' | 'doubtful' | undefined,
): readonly Found[] {
  const [first] = cameras;
  if (!first) return [];
  const { state, reason = 'other' } = first.health;
  const isDoubtful = urgency === 'doubtful';
  return [
    {
      key: `${state} ${reason}`,
      severity: isDoubtful ? 'notice' : 'warning',
      code: isDoubtful ? 'camera_doubtful' : 'camera_not_measured',
      params: { state, reason },
      sinceAt: isoOf(epochOf(first.health.changedAt)),
      count: cameras.length,
      examples: cameras
        .slice(0, maxFindingExamples)
        .map(({ cameraId, name, health }) => ({ name, cameraId, sinceAt: health.changedAt })),
    },
  ];
}
