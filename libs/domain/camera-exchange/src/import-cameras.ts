import { VialogError, type Camera, type ImportReport, type ImportRow } from '@vialog/contracts';
import type { CameraChange, Registry } from '@vialog/registry';
import { CameraIndex } from './camera-index.ts';
import type { CameraFile } from './camera-row.ts';
import type { ImportOptions } from './import-options.ts';
import { ImportPlan } from './import-plan.ts';

/** Rows checked before other work of the process runs. */
const batchRows = 100;

/**
 * Compares a camera list with the registry and stores what is new or changed in one transaction: all rows or none. Cameras
 * that are not in the file are reported and stay as they are. Importing the same file again changes nothing.
 * @throws {VialogError} CAMERA_CHANGED when a camera was changed meanwhile; nothing is stored
 */
export async function importCameras(
  registry: Registry,
  file: CameraFile,
  options: ImportOptions,
): Promise<ImportReport> {
  const index = new CameraIndex(registry.cameras.newest());
  const plan = new ImportPlan(registry, index, { file, options });
  for (const [i, row] of file.rows.entries()) {
    await plan.add(row);
    if ((i + 1) % batchRows > 0) continue;
    options.onProgress?.(i + 1);
    await options.yieldToOthers();
  }
  const rows = plan.rows();
  const isClean = file.problems.length === 0 && rows.every((row) => row.outcome !== 'invalid');
  const applied = isClean && !options.dryRun;
  if (applied) await store(registry, plan.changes);
  options.onProgress?.(file.rows.length);
  return reportOf({ file, rows, applied, options, gone: goneOf(index, plan.matched, options) });
}

/**
 * Rejects a report with problems.
 * @throws {VialogError} IMPORT_REFUSED with the first 100 problems
 */
export function rejectProblems(report: ImportReport): void {
  const rows = report.rows.filter((row) => row.outcome === 'invalid');
  if (rows.length === 0 && report.problems.length === 0) return;
  const ofFile = report.problems.map((message) => ({ message }));
  const ofRows = rows.flatMap((row) => row.problems.map((message) => ({ path: locationOf(row), message })));
  const message =
    ofFile[0]?.message ??
    `${rows.length} of ${report.rows.length} rows have problems, so nothing was imported. Correct them and import the file again; dryRun=true reports every row.`;
  throw new VialogError('IMPORT_REFUSED', message, { details: [...ofFile, ...ofRows].slice(0, 100) });
}

const locationOf = ({ row, line }: ImportRow): string =>
  line === undefined ? `row ${row}` : `row ${row} (line ${line})`;

async function store(registry: Registry, changes: readonly CameraChange[]): Promise<void> {
  if (changes.length > 0) await registry.store.putAll(changes);
}

function goneOf(
  index: CameraIndex,
  matched: ReadonlySet<string>,
  { group }: ImportOptions,
): readonly Camera[] {
  return index.cameras.filter(
    (camera) => !matched.has(camera.cameraId) && (group === undefined || camera.groups.includes(group)),
  );
}

interface Findings {
  readonly file: CameraFile;
  readonly rows: readonly ImportRow[];
  readonly applied: boolean;
  readonly options: ImportOptions;
  readonly gone: readonly Camera[];
}

function reportOf({ file, rows, applied, options, gone }: Findings): ImportReport {
  const count = (outcome: ImportRow['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  const known = file.problems.length === 0 ? gone : [];
  return {
    dryRun: options.dryRun,
    applied,
    summary: {
      new: count('new'),
      changed: count('changed'),
      unchanged: count('unchanged'),
      repeated: count('repeated'),
      skipped: count('skipped'),
      invalid: count('invalid'),
      gone: known.length,
    },
    problems: [...file.problems],
    warnings: [...file.warnings],
    rows: [...rows],
    gone: known.map(({ cameraId, name, code }) => ({ cameraId, name, ...(code ? { code } : {}) })),
  };
}
