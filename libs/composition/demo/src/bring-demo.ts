import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { registerCamera, registerSite, type Registry } from '@vialog/registry';
import { demoTown } from './demo-town.ts';

/** Says that the demo was brought once: who removed it does not get it again. */
const marker = 'demo.brought';

/** Registers the demo town where it was never brought and nothing is registered yet. */
export async function bringDemo(registry: Registry, dataDir: string): Promise<boolean> {
  const path = join(dataDir, marker);
  const brought = await access(path).then(() => true, () => false); // prettier-ignore
  const cameras = await registry.directory.list({}, { limit: 1 });
  if (brought || cameras.length > 0) return false;
  for (const place of demoTown) {
    const site = await registerSite(registry, place.site);
    for (const camera of place.cameras) await registerCamera(registry, camera(site.siteId));
  }
  await writeFile(path, '');
  return true;
}
