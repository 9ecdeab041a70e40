import { setTimeout as wait } from 'node:timers/promises';
import { epochOf, type CountEvent, type EventsPage } from '@vialog/contracts';
import type { VialogServer } from '@vialog/testkit';
import type { PartOptions, Row } from './part.ts';
import { quantile } from './statistics.ts';

/** One server, or a cluster by its api. */
type Asked = Pick<VialogServer, 'json' | 'post'>;

const cameras = 20;
const pollMs = 40;

/** How it is measured, to be put after what it is measured on. */
export const searchableMethod =
  `${cameras} rendered cameras, each with the whole picture as zone in slots of 10 s and the usual plan (a frame in 5 s); ` +
  `the newest events are asked for by HTTP every ${pollMs} ms. From the end of a slot until its event is in an answer for ` +
  'the first time.';

/** Seconds from the end of each slot until it could be searched, over a minute. */
export async function searchableDelays(
  server: Asked,
  { quick, say }: PartOptions,
): Promise<readonly number[]> {
  for (let i = 0; i < cameras; i += 1) await server.post('/v1/cameras', cameraOf(i));
  say(`${cameras} cameras registered; waiting for their first whole slot`);
  await wait(25_000);
  const delays = await watch(server, quick ? 20_000 : 60_000);
  say(`${delays.length} slots seen`);
  return delays;
}

const cameraOf = (i: number): object => ({
  name: `Bench ${i}`,
  position: [112.2 + i / 1000, 31.03],
  stream: { url: `synthetic:lot?seed=${i + 1}&capacity=40` },
});

/** Seconds from the end of each slot until it was first seen. */
async function watch(server: Asked, forMs: number): Promise<number[]> {
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

async function newest(server: Asked): Promise<readonly CountEvent[]> {
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
  return [row(0.5), { ...row(0.95), target: { sense: 'at most', limit, aim } }];
}
