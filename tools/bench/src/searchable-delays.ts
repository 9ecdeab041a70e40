import { setTimeout as wait } from 'node:timers/promises';
import { epochOf, type CountEvent, type EventsPage } from '@vialog/contracts';
import type { VialogServer } from '@vialog/testkit';
import type { PartOptions, Row } from './part.ts';
import { quantile } from './statistics.ts';

/** A standalone server, or the api of a cluster. */
type VialogClient = Pick<VialogServer, 'json' | 'post'>;

const cameras = 20;
const pollMs = 40;

/** Method; follows the description of the deployment. */
export const searchableMethod =
  `${cameras} rendered cameras, each with the zone "view", 10 s slots and the default plan (one frame every 5 s); ` +
  `the newest events are queried over HTTP every ${pollMs} ms. Time from the end of a slot until a response first ` +
  'contains its event.';

/** Seconds from the end of each slot until it was searchable, over one minute. */
export async function searchableDelays(
  server: VialogClient,
  { quick, progress }: PartOptions,
): Promise<readonly number[]> {
  for (let i = 0; i < cameras; i += 1) await server.post('/v1/cameras', cameraOf(i));
  progress(`${cameras} cameras registered; waiting for their first complete slot`);
  await wait(25_000);
  const delays = await watch(server, quick ? 20_000 : 60_000);
  progress(`${delays.length} slots seen`);
  return delays;
}

const cameraOf = (i: number): object => ({
  name: `Bench ${i}`,
  position: [112.2 + i / 1000, 31.03],
  stream: { url: `synthetic:lot?seed=${i + 1}&capacity=40` },
});

/** Seconds from the end of each slot until it was first seen. */
async function watch(server: VialogClient, forMs: number): Promise<number[]> {
  const known = new Set((await newest(server)).map((event) => event.eventId));
  const delays: number[] = [];
  const until = Date.now() + forMs;
  while (Date.now() < until) {
    const events = await newest(server);
    const now = Date.now();
    for (const event of events) {
      if (known.has(event.eventId)) continue;
      known.add(event.eventId);
      delays.push((now - epochOf(event.slotStartAt) - event.slotMs) / 1000);
    }
    await wait(pollMs);
  }
  return delays;
}

async function newest(server: VialogClient): Promise<readonly CountEvent[]> {
  const q = encodeURIComponent('kind:measured');
  const page = await server.json<EventsPage>(`/v1/events?limit=${3 * cameras}&q=${q}`);
  return page.items;
}

export function searchableRows(
  delays: readonly number[],
  { command, limit, aim }: { readonly command: string; readonly limit: number; readonly aim: number },
): Row[] {
  const row = (share: number): Row => ({
    what: `slot end → searchable, p${share * 100}`,
    value: quantile(delays, share),
    unit: 's',
    command,
  });
  return [row(0.5), { ...row(0.95), target: { bound: 'at most', limit, aim } }];
}
