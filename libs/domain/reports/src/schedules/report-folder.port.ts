import type { ReportFile } from '../report-file.ts';

export interface WrittenFile {
  readonly bytes: number;
  readonly sha256: string;
}

export type FileContent = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Files of runs. */
export interface ReportFolder {
  /**
   * Writes a file of a run whole or not at all; one with the same name is replaced.
   * @throws {Error} when the file cannot be written, or is larger than the folder allows
   */
  write(runId: string, file: ReportFile): Promise<WrittenFile>;
  /** The content of a file; undefined if there is no such file. */
  read(runId: string, fileName: string): Promise<FileContent | undefined>;
  /** Removes the files of a run. */
  remove(runId: string): Promise<void>;
  /** Removes the files of all runs of a schedule. */
  removeAll(scheduleId: string): Promise<void>;
}
