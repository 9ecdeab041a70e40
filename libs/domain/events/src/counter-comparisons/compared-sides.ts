import type {
  Camera,
  ComparedMeasure,
  CountClass,
  CounterComparisonInput,
  FlowDirection,
  Zone,
} from '@vialog/contracts';
import type { EventPorts } from '../use-cases/event-ports.ts';
import { invalidParameter } from '../use-cases/invalid-parameter.ts';
import { seriesGroups, type SeriesGroup } from '../use-cases/series-groups.ts';

/** A zone whose figures are compared. */
export interface ComparedSide {
  /** The series of the zone, of all versions. */
  readonly group: SeriesGroup;
  readonly zoneId: string;
  readonly direction: FlowDirection;
  readonly classes: readonly CountClass[] | undefined;
  /** Field of the request that names the zone. */
  readonly path: string;
}

export interface ComparedSides {
  readonly camera: ComparedSide;
  readonly counter: ComparedSide;
  readonly measure: ComparedMeasure;
}

/** @throws {VialogError} CAMERA_NOT_FOUND or VALIDATION_FAILED */
export async function comparedSides(
  ports: EventPorts,
  cameraId: string,
  input: CounterComparisonInput,
): Promise<ComparedSides> {
  const versions = await ports.cameras.versions();
  const counter = counterOf(versions, input.counter);
  if (counter.cameraId === cameraId)
    throw invalidParameter('counter', 'Expected another counter: it would be compared with itself.');
  const counterZoneId = input.counterZoneId ?? onlyZone(counter).zoneId;
  const groups = [
    await seriesOf(ports, cameraId, { zoneId: input.zoneId, path: 'zoneId' }),
    await seriesOf(ports, counter.cameraId, { zoneId: counterZoneId, path: 'counterZoneId' }),
  ] as const;
  const measure = measureOf(input, [newestZone(groups[0]), newestZone(groups[1])]);
  const { direction, counterDirection = direction, classes, counterClasses } = input;
  return {
    measure,
    camera: { group: groups[0], zoneId: input.zoneId, direction, classes, path: 'zoneId' },
    counter: {
      group: groups[1],
      zoneId: counterZoneId,
      direction: counterDirection,
      classes: counterClasses,
      path: 'counterZoneId',
    },
  };
}

/** An id has precedence over a code that looks like one. */
function counterOf(versions: readonly Camera[], ref: string): Camera {
  const newest = [...Map.groupBy(versions, ({ cameraId }) => cameraId).values()].flatMap(
    (own) => own.toSorted((a, b) => b.version - a.version)[0] ?? [],
  );
  const found = newest.find(({ cameraId }) => cameraId === ref) ?? newest.find(({ code }) => code === ref);
  if (found?.streamKind === 'counter') return found;
  throw invalidParameter(
    'counter',
    found
      ? `Expected a counter, found the camera "${found.name}". Register a counter with the stream URL counter:loop first.`
      : `There is no counter with the id or code "${ref}".`,
  );
}

function onlyZone({ zones }: Camera): Zone {
  const [zone, ...others] = zones;
  if (zone && others.length === 0) return zone;
  throw invalidParameter(
    'counterZoneId',
    `Expected one of the zones of the counter: ${zones.map(({ zoneId }) => zoneId).join(', ')}.`,
  );
}

async function seriesOf(
  ports: EventPorts,
  cameraId: string,
  { zoneId, path }: { readonly zoneId: string; readonly path: string },
): Promise<SeriesGroup> {
  const [group] = await seriesGroups(ports, { cameras: [cameraId], zone: zoneId });
  if (group && group.plans.length > 0) return group;
  throw invalidParameter(path, `Expected a zone that is or was counted, found "${zoneId}".`);
}

const newestZone = ({ plans }: SeriesGroup): Zone => (plans.at(-1) as SeriesGroup['plans'][number]).zone;

function measureOf(
  { measure, zoneId }: CounterComparisonInput,
  [ofCamera, ofCounter]: readonly [Zone, Zone],
): ComparedMeasure {
  if ((ofCamera.kind === 'line') !== (ofCounter.kind === 'line'))
    throw invalidParameter(
      'counterZoneId',
      `Expected two lines or two other zones: "${zoneId}" is of kind ${ofCamera.kind}, the zone of the counter of kind ${ofCounter.kind}.`,
    );
  const found = measure ?? (ofCamera.kind === 'line' ? 'flow' : 'presence');
  if ((found === 'flow') !== (ofCamera.kind === 'line'))
    throw invalidParameter(
      'measure',
      found === 'flow'
        ? 'Only lines have the measure flow; choose presence or occupancy.'
        : `Lines do not have the measure ${found}; choose flow.`,
    );
  if (found === 'occupancy' && [ofCamera, ofCounter].some(({ capacity }) => capacity === undefined))
    throw invalidParameter('measure', 'Expected a capacity of both zones for the measure occupancy.');
  return found;
}
