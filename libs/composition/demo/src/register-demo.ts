import { createHash } from 'node:crypto';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { newId, registerCamera, registerSite, type Registry, type RegistryMarks } from '@vialog/registry';
import { VialogError, type CameraInput, type ErrorCode, type SiteInput } from '@vialog/contracts';
import { demoTown } from './demo-town.ts';

export interface DemoOptions {
  readonly registry: Registry;
  readonly marks: RegistryMarks;
  /** Earlier versions stored the mark as a file in this folder. */
  readonly dataDir: string;
}

const markName = 'demo';
const earlierMark = 'demo.brought';

/**
 * Registers the demo in an empty registry, once: the registry stores a mark, so that a demo that a user removed does not
 * return. An interrupted registration is completed at the next start. Several processes may start at the same time.
 * @returns whether this call registered or completed the demo
 */
export async function registerDemo({ registry, marks, dataDir }: DemoOptions): Promise<boolean> {
  const mark = await marks.mark(markName);
  if (mark === 'done') return false;
  if (mark === undefined && (await isUnwanted(registry, dataDir))) return false;
  await marks.setMark(markName, 'started');
  for (const { site, cameras } of demoTown) {
    const siteId = await siteIdOf(registry, site);
    for (const camera of cameras) await registerMissing(registry, camera(siteId));
  }
  await marks.setMark(markName, 'done');
  return true;
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
