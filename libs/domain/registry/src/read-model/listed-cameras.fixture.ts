import { camerasQuery, isoOf, type Camera, type CameraHealth } from '@vialog/contracts';
import type { z } from 'zod';
import type { FakeRegistry } from '../fixed-registry.fake.ts';
import type { CameraListPorts } from './camera-read-model.port.ts';
import { listCameras, type ListedCameras } from './list-cameras.ts';

type State = CameraHealth['state'];

/** Ports of lists over a registry in memory; `states` has the health state of cameras by name, `online` if absent. */
export function listPorts(
  registry: FakeRegistry,
  states: Readonly<Record<string, State>> = {},
): CameraListPorts {
  const healthOf = ({ cameraId, name }: Camera): CameraHealth => ({
    v: 1,
    cameraId,
    state: states[name] ?? 'online',
    changedAt: isoOf(registry.clock.now()),
  });
  return { cameras: registry.memory, sites: registry.memory, healthOf };
}

/** Lists cameras as a request with these parameters does. */
export const list = (
  ports: CameraListPorts | FakeRegistry,
  query: z.input<typeof camerasQuery> = {},
): Promise<ListedCameras> =>
  listCameras('healthOf' in ports ? ports : listPorts(ports), camerasQuery.parse(query));

export const namesOf = ({ items }: ListedCameras): string[] => items.map(({ camera }) => camera.name);
