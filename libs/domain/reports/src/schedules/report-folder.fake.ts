import { createHash } from 'node:crypto';
import type { ReportFile } from '../report-file.ts';
import type { FileContent, ReportFolder, WrittenFile } from './report-folder.port.ts';

/** Files of runs in memory, by run and name. */
export class InMemoryReportFolder implements ReportFolder {
  readonly files = new Map<string, string>();

  async write(runId: string, { pieces, fileName }: ReportFile): Promise<WrittenFile> {
    const content = Buffer.concat((await Array.fromAsync(pieces)).map((piece) => Buffer.from(piece)));
    this.files.set(`${runId}/${fileName}`, content.toString());
    return { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
  }

  read(runId: string, fileName: string): Promise<FileContent | undefined> {
    const content = this.files.get(`${runId}/${fileName}`);
    return Promise.resolve(content === undefined ? undefined : [Buffer.from(content)]);
  }

  remove(runId: string): Promise<void> {
    for (const name of this.files.keys()) if (name.startsWith(`${runId}/`)) this.files.delete(name);
    return Promise.resolve();
  }

  removeAll(scheduleId: string): Promise<void> {
    for (const name of this.files.keys()) if (name.startsWith(`${scheduleId}-`)) this.files.delete(name);
    return Promise.resolve();
  }
}
