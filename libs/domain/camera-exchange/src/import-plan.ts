import { cameraInput, missingStreamUrl, VialogError, type Camera, type ImportRow } from '@vialog/contracts';
import { changeCamera, registerCamera, type CameraChange, type Registry } from '@vialog/registry';
import type { CameraIndex } from './camera-index.ts';
import type { CameraFile, CameraRow } from './camera-row.ts';
import type { ImportOptions } from './import-options.ts';
import { matchRow, type RowMatch } from './match-row.ts';
import { RepeatedRows } from './repeated-rows.ts';
import { changedFields, statedChanges, withGroup } from './stated-changes.ts';
import { stagingRegistry } from './staging-registry.ts';
import { swappedRows } from './swapped-rows.ts';

interface PlannedRow {
  readonly report: ImportRow;
  readonly problems: string[];
}

/** Builds the changes of an import row by row, with the rules of the single requests; nothing is stored. */
export class ImportPlan {
  readonly changes: CameraChange[] = [];
  /** Ids of the registered cameras that rows match. */
  readonly matched = new Set<string>();
  readonly #registry: Registry;
  readonly #index: CameraIndex;
  readonly #options: ImportOptions;
  readonly #swapped: ReadonlySet<number>;
  readonly #repeated = new RepeatedRows();
  readonly #planned: PlannedRow[] = [];
  readonly #rowByCamera = new Map<string, number>();

  constructor(
    registry: Registry,
    index: CameraIndex,
    { file, options }: { file: CameraFile; options: ImportOptions },
  ) {
    this.#registry = stagingRegistry(registry, index, this.changes);
    this.#index = index;
    this.#options = options;
    this.#swapped = swappedRows(
      file.rows,
      index.cameras.map((camera) => camera.position),
    );
  }

  async add(row: CameraRow): Promise<void> {
    const base = baseOf(row);
    if (row.isSkipped) return this.#push({ ...base, outcome: 'skipped' });
    const repetition = this.#repeated.add(row);
    if (repetition.of !== undefined && row.problems.length === 0) {
      const warning = `The row is identical to row ${repetition.of}; it is ignored.`;
      return this.#push({ ...base, outcome: 'repeated', warnings: [...base.warnings, warning] });
    }
    const match = matchRow(row, this.#index);
    if (match.camera) this.matched.add(match.camera.cameraId);
    const duplicates = [...match.duplicates, ...(match.camera ? [] : repetition.duplicates)];
    const warnings = [...base.warnings, ...duplicates.map(duplicateWarning)];
    const report = { ...base, duplicates, warnings };
    const problems = [...row.problems, ...this.#rowProblems(row, match), ...repetition.problems];
    if (problems.length > 0)
      return this.#push({ ...report, ...matchOf(match), outcome: 'invalid', problems });
    await this.#stage(row, match, report);
  }

  /** The rows of the report; adds what only shows once all rows are known. */
  rows(): ImportRow[] {
    this.#reportTakenCodes();
    return this.#planned.map(({ report, problems }) =>
      problems.length === 0 ? report : { ...report, outcome: 'invalid', problems },
    );
  }

  #push(report: ImportRow): void {
    this.#planned.push({ report, problems: [...report.problems] });
  }

  #rowProblems(row: CameraRow, match: RowMatch): string[] {
    const problems = [...match.problems];
    if (this.#swapped.has(row.row)) {
      const [lon, lat] = row.stated.position ?? [0, 0];
      problems.push(
        `Longitude ${lon} and latitude ${lat} look swapped: the other cameras are near ${lat}, ${lon}. Exchange the two values.`,
      );
    }
    const earlier = match.camera && this.#rowByCamera.get(match.camera.cameraId);
    if (earlier !== undefined)
      problems.push(
        `The row matches the same camera as row ${earlier}: expected one row per camera. Remove one of them.`,
      );
    if (!match.camera && row.lifecycle === 'retired')
      problems.push('The row describes a retired camera: expected draft, active or paused. Remove the row.');
    return problems;
  }

  async #stage(row: CameraRow, match: RowMatch, report: ImportRow): Promise<void> {
    if (match.camera) this.#rowByCamera.set(match.camera.cameraId, row.row);
    try {
      this.#push(
        match.camera
          ? await this.#change(row, match.camera, { ...report, ...matchOf(match) })
          : await this.#register(row, report),
      );
    } catch (error) {
      if (!(error instanceof VialogError)) throw error;
      const messages =
        error.details.length > 0 ? error.details.map(({ message }) => message) : [error.message];
      this.#push({ ...report, ...matchOf(match), outcome: 'invalid', problems: messages });
    }
  }

  async #register(row: CameraRow, report: ImportRow): Promise<ImportRow> {
    const { timeZone, group } = this.#options;
    const stated = withGroup(row.stated, undefined, group);
    const isDraft = stated.stream?.url === undefined || this.#lifecycleOf(row) === 'draft';
    const camera = await registerCamera(
      this.#registry,
      cameraInput.parse({
        ...(timeZone === undefined ? {} : { timeZone }),
        ...stated,
        stream: { url: missingStreamUrl, ...stated.stream },
        lifecycle: isDraft ? 'draft' : 'active',
      }),
    );
    const warnings = [...report.warnings, ...newCameraWarnings(row, isDraft)];
    return { ...report, outcome: 'new', cameraId: camera.cameraId, warnings };
  }

  async #change(row: CameraRow, camera: Camera, report: ImportRow): Promise<ImportRow> {
    const patch = statedChanges(row.stated, camera, this.#options.group);
    const changes = changedFields(patch, camera);
    if (changes.length === 0) return { ...report, outcome: 'unchanged' };
    await changeCamera(this.#registry, camera.cameraId, patch);
    return { ...report, outcome: 'changed', changes };
  }

  #lifecycleOf(row: CameraRow): 'draft' | 'active' {
    if (row.lifecycle === undefined) return this.#options.lifecycle;
    return row.lifecycle === 'active' ? 'active' : 'draft';
  }

  /** Two cameras with one code after the import: a row found by its id or URL states the code of another camera. */
  #reportTakenCodes(): void {
    const staged = new Map(this.changes.map(({ camera }) => [camera.cameraId, camera]));
    const unchanged = this.#index.cameras.filter((camera) => camera.code && !staged.has(camera.cameraId));
    const taken = new Set(unchanged.map((camera) => camera.code));
    for (const { report, problems } of this.#planned) {
      const camera = report.cameraId === undefined ? undefined : staged.get(report.cameraId);
      if (!camera?.code || problems.length > 0) continue;
      if (taken.has(camera.code))
        problems.push(
          `Another camera has the code "${camera.code}": expected a code that no other camera has.`,
        );
      taken.add(camera.code);
    }
  }
}

function baseOf({ row, line, stated, problems, warnings }: CameraRow): ImportRow {
  const { name, code } = stated;
  return {
    row,
    ...(line === undefined ? {} : { line }),
    outcome: 'invalid',
    ...(name === undefined ? {} : { name }),
    ...(code === undefined ? {} : { code }),
    changes: [],
    duplicates: [],
    problems: [...problems],
    warnings: [...warnings],
  };
}

const matchOf = ({ camera, by }: RowMatch): Pick<ImportRow, 'cameraId' | 'matchedBy'> =>
  camera && by ? { cameraId: camera.cameraId, matchedBy: by } : {};

function newCameraWarnings(row: CameraRow, isDraft: boolean): string[] {
  if (row.stated.stream?.url === undefined)
    return [
      'The row has no stream URL: the camera is registered as a draft. Set stream.url before you activate it.',
    ];
  return isDraft && row.lifecycle === 'paused' ? ['A paused camera is registered as a draft.'] : [];
}

function duplicateWarning({ by, cameraId, row, distanceM }: ImportRow['duplicates'][number]): string {
  const other = cameraId === undefined ? `row ${row}` : `camera ${cameraId}`;
  return by === 'url'
    ? `Possible duplicate: ${other} has the same stream URL.`
    : `Possible duplicate: ${other} is ${distanceM} m away and has the same or no heading.`;
}
