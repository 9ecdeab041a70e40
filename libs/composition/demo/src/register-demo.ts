import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { registerCamera, registerSite, type Registry, type RegistryMarks } from '@vialog/registry';
import type { CameraInput, SiteInput } from '@vialog/contracts';
import { demoTown } from './demo-town.ts';

export interface DemoOptions {
  readonly registry: Registry;
  readonly marks: RegistryMarks;
  /** Earlier versions kept the mark as a file here. */
  readonly dataDir: string;
}

const markName = 'demo';
const earlierMark = 'demo.brought';

/**
 * Registers the demo town in an empty registry, once: a demo that a user removed does not return. The registry keeps the
 * mark. An interrupted registration is completed at the next start.
 * @returns whether the demo is in the registry now because of this call
 */
export async function registerDemo({ registry, marks, dataDir }: DemoOptions): Promise<boolean> {
  const mark = await marks.mark(markName);
  if (mark === 'done') return false;
  if (mark === undefined && (await isNotWanted(registry, dataDir))) return false;
  await marks.setMark(markName, 'started');
  for (const { site, cameras } of demoTown) {
    const siteId = await siteIdOf(registry, site);
    for (const camera of cameras) await registerMissing(registry, camera(siteId));
  }
  await marks.setMark(markName, 'done');
  return true;
}

async function isNotWanted(registry: Registry, dataDir: string): Promise<boolean> {
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
  return (existing ?? (await registerSite(registry, site))).siteId;
}

async function registerMissing(registry: Registry, camera: CameraInput): Promise<void> {
  const found = await registry.directory.list({ text: camera.code ?? camera.name }, { limit: 100 });
  if (!found.some(({ code }) => code === camera.code)) await registerCamera(registry, camera);
}
