import { createHash } from 'node:crypto';
import { parseSceneUrl, type Scene } from '@vialog/capture-synthetic';
import {
  camera,
  completeZone,
  dayMs,
  isoOf,
  quarterMs,
  simulationUrl,
  zone,
  type Camera,
  type CameraInput,
} from '@vialog/contracts';
import { slotOf } from '@vialog/measuring';
import { newId } from '@vialog/registry';
import { demoCompound, demoLots } from './demo-places.ts';

/** Tag of the records of the history. */
export const historyTag = 'demo-history';

/** Days of the history: as far back as sums by quarter hours are kept, which is 13 months. */
export const historyDays = 395;
/** Days from the model change to the first start. */
const modelChangeDays = 90;
/** Model before the model change. */
const earlierModelId = 'ssdlite-mobilenet-v2';
/** Codes of the cameras whose model changed: those of North Lot. */
const withModelChange = /^demo-north-/;

/** Id of the record of the history of a demo camera. It follows from the code, so that a registration can be repeated. */
const historyIdOf = (code: string): string =>
  newId(() => createHash('sha256').update(`demo history ${code}`).digest());

/** Ids of all records of the history. A removal needs also those of cameras that a later version no longer has. */
export const historyIds: ReadonlySet<string> = new Set(
  [...demoLots.flatMap(({ cameras }) => cameras), ...demoCompound.gates].map(({ code }) => historyIdOf(code)),
);

/** A record that stands for a demo camera before the first start. */
export interface HistoryCamera {
  /** Code of the demo camera. */
  readonly code: string;
  /** The scene whose truth it counts. */
  readonly scene: Scene;
  /** Oldest first; the last one is retired at the end of the history. */
  readonly versions: readonly Camera[];
}

/** How far a history reaches back. */
export interface HistorySpan {
  /** Epoch ms. */
  readonly firstStart: number;
  readonly days: number;
}

/** Time of the history, epoch ms: whole slots before the first start, from midnight UTC on. */
export function historyTimes({ firstStart, days }: HistorySpan): {
  readonly from: number;
  readonly to: number;
} {
  return { from: slotOf(firstStart - days * dayMs, dayMs) + dayMs, to: slotOf(firstStart, quarterMs) };
}

/** The record of the history of a demo camera: the same zones and position, without a stream. */
export function historyCamera(demoCamera: CameraInput, span: HistorySpan): HistoryCamera {
  const { firstStart } = span;
  const code = demoCamera.code ?? demoCamera.name;
  const { from, to } = historyTimes(span);
  const first = camera.parse({
    ...withoutInputFields(demoCamera),
    cameraId: historyIdOf(code),
    version: 1,
    validFromAt: isoOf(from),
    createdAt: isoOf(firstStart),
    lifecycle: 'active',
    name: `${demoCamera.name} · simulated history`,
    code: `${code}-history`,
    tags: [historyTag, ...demoCamera.tags.slice(1)],
    stream: { url: simulationUrl },
    streamKind: 'counter',
    plan: { mode: 'interval', intervalMs: quarterMs },
    zones: demoCamera.zones.map((input) => zone.parse(completeZone({ ...input, slotMs: quarterMs }))),
  });
  return {
    code,
    scene: parseSceneUrl(demoCamera.stream.url),
    versions: versionsOf(first, { code, firstStart, to }),
  };
}

/** The fields that a request has and a stored record has not. */
function withoutInputFields(input: CameraInput): Omit<CameraInput, 'credentials' | 'countsFromAt'> {
  const fields = { ...input };
  delete fields.credentials;
  delete fields.countsFromAt;
  return fields;
}

interface HistoryEnd {
  readonly code: string;
  readonly firstStart: number;
  readonly to: number;
}

function versionsOf(first: Camera, { code, firstStart, to }: HistoryEnd): readonly Camera[] {
  const changed = withModelChange.test(code)
    ? [
        { ...first, model: { modelId: earlierModelId } },
        { ...first, version: 2, validFromAt: isoOf(slotOf(firstStart - modelChangeDays * dayMs, dayMs)) },
      ]
    : [first];
  const last = changed.at(-1) ?? first;
  return [...changed, { ...last, version: last.version + 1, lifecycle: 'retired', validFromAt: isoOf(to) }];
}
