import {
  epochOf,
  type AttentionItem,
  type AttentionList,
  type AttentionQuery,
  type CameraHealth,
} from '@vialog/contracts';
import type { CameraListPorts } from '../read-model/camera-read-model.port.ts';
import { adviceFor } from './attention-advice.ts';

/** Faults of degraded cameras whose frames are counted nevertheless; `no_frame`: less often than planned. */
const counted: ReadonlySet<string | undefined> = new Set([
  'moved',
  'decode_error',
  'no_frame',
  'model_not_loaded',
  'unusual',
]);

/** Active cameras that are offline or degraded: those without numbers first, then the longest since first. */
export function listAttention(
  ports: Pick<CameraListPorts, 'cameras' | 'healthOf'>,
  { limit }: AttentionQuery,
): AttentionList {
  const items = ports.cameras.entries().flatMap(({ camera }): AttentionItem[] => {
    if (camera.lifecycle !== 'active') return [];
    const health = ports.healthOf(camera);
    if (health.state !== 'offline' && health.state !== 'degraded') return [];
    const { cameraId, name } = camera;
    return [{ cameraId, name, urgency: urgencyOf(health), health, ...adviceFor(health) }];
  });
  // The sort is stable: equal cameras stay in the order of names.
  items.sort(
    (a, b) =>
      ranks[a.urgency] - ranks[b.urgency] || epochOf(a.health.changedAt) - epochOf(b.health.changedAt),
  );
  return { items: items.slice(0, limit), total: items.length };
}

const ranks = { not_measured: 0, doubtful: 1 } as const;

const urgencyOf = ({ state, reason }: CameraHealth): AttentionItem['urgency'] =>
  state === 'degraded' && counted.has(reason) ? 'doubtful' : 'not_measured';
