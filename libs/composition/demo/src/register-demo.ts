import { createHash } from 'node:crypto';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { CalendarStore } from '@vialog/calendars';
import { newId, registerCamera, registerSite, type Registry, type RegistryMarks } from '@vialog/registry';
import {
  epochOf,
  isoOf,
  VialogError,
  type CameraInput,
  type ErrorCode,
  type SiteInput,
} from '@vialog/contracts';
import { demoCalendars, storeCalendar } from './demo-calendars.ts';
import { demoTown } from './demo-town.ts';

export interface DemoOptions {
  readonly registry: Registry;
  readonly marks: RegistryMarks;
  readonly calendars: CalendarStore;
  /** Earlier versions stored the mark as a file in this folder. */
  readonly dataDir: string;
}

const markName = 'demo';
/** Mark with the time of the first start. A demo of an earlier version has none. */
const firstStartMark = 'demo first start';
const earlierMark = 'demo.brought';

/**
 * Registers the demo in an empty registry, once: the registry stores a mark, so that a demo that a user removed does not
 * return. An interrupted registration is completed at the next start. Several processes may start at the same time.
 * @returns whether this call registered or completed the demo
 */
export async function registerDemo(options: DemoOptions): Promise<boolean> {
  const { marks, registry, dataDir } = options;
  const mark = await marks.mark(markName);
  if (mark === 'done') return false;
  if (mark === undefined && (await isUnwanted(registry, dataDir))) return false;
  await marks.setMark(markName, 'started');
  await registerTown(options, await firstStart(marks, registry.clock.now()));
  await marks.setMark(markName, 'done');
  return true;
}

async function registerTown({ registry, calendars }: DemoOptions, start: number): Promise<void> {
  const siteIds = new Map<string, string>();
  for (const { site, cameras } of demoTown(start)) {
    const siteId = await siteIdOf(registry, site);
    siteIds.set(site.name, siteId);
    for (const camera of cameras) await registerMissing(registry, camera(siteId));
  }
  for (const calendar of demoCalendars(start, siteIds)) await storeCalendar(calendars, calendar, start);
}

/** The time of the first start, epoch ms: that of an interrupted registration is kept. */
async function firstStart(marks: RegistryMarks, now: number): Promise<number> {
  const known = await demoFirstStart(marks);
  if (known === undefined) await marks.setMark(firstStartMark, isoOf(now));
  return known ?? now;
}

/** When the demo was registered, epoch ms; undefined without a demo, and for a demo of an earlier version. */
export async function demoFirstStart(marks: RegistryMarks): Promise<number | undefined> {
  const mark = await marks.mark(firstStartMark);
  return mark === undefined ? undefined : epochOf(mark);
}

async function isUnwanted(registry: Registry, dataDir: string): Promise<boolean> {
  const cameras = await registry.directory.list({}, { limit: 1 });
  if (cameras.length > 0) return true;
  return access(join(dataDir, earlierMark)).then(
    () => true,
    () => false,
  );
}

async function siteIdOf(registry: Registry, site: SiteInput): Promise<string> {
  const found = await registry.sites.sites({ text: site.name }, { limit: 100 });
  const existing = found.find(({ name, address }) => name === site.name && address === site.address);
  if (existing) return existing.siteId;
  // The same id in every process: of two that start at the same time, the second one finds the site of the first.
  const random = () => createHash('sha256').update(`demo ${site.name}`).digest();
  const siteId = newId(random);
  await unless('SITE_CHANGED', registerSite({ ...registry, random }, site));
  return siteId;
}

async function registerMissing(registry: Registry, camera: CameraInput): Promise<void> {
  const found = await registry.directory.list({ text: camera.code ?? camera.name }, { limit: 100 });
  if (found.some(({ code }) => code === camera.code)) return;
  await unless('CODE_TAKEN', registerCamera(registry, camera));
}

/** Awaits the work; the error with this code means that another process did the same at the same time. */
async function unless(code: ErrorCode, work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof VialogError) || error.code !== code) throw error;
  }
}
