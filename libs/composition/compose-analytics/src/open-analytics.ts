import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  AnalyticsCatalogue,
  isDefinitionName,
  shippedQuestions,
  type DefinitionFile,
} from '@vialog/analytics';
import { readDefinitionFolder } from './read-definition-folder.ts';

export interface AnalyticsOptions {
  /** VIALOG_ANALYTICS_DIR. */
  readonly folder: string | undefined;
  /** VIALOG_DATA_DIR, whose folder `analytics` is used without a setting. */
  readonly dataDir: string;
}

/**
 * Opens the catalogue: the shipped analytics, and those of the folder as they are at the time of a request.
 * @throws {Error} when a shipped definition is missing or has a fault
 */
export async function openAnalytics({ folder, dataDir }: AnalyticsOptions): Promise<AnalyticsCatalogue> {
  const own = folder ?? join(dataDir, 'analytics');
  return new AnalyticsCatalogue({
    shipped: await shippedFiles(),
    own: { read: () => readDefinitionFolder(own, { mayBeMissing: folder === undefined }) },
  });
}

async function shippedFiles(): Promise<DefinitionFile[]> {
  const folder = fileURLToPath(shippedQuestions);
  const names = (await readdir(folder)).filter(isDefinitionName).sort();
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })));
}
