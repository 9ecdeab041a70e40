import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReportFile, ReportFolder, WrittenFile } from '@vialog/reports';

/** Largest file of a run, bytes. */
const maxFileBytes = 200_000_000;

/** Files of runs in a folder of this host. */
export class FileReportFolder implements ReportFolder {
  readonly #folder: string;
  readonly #maxBytes: number;

  constructor(folder: string, maxBytes = maxFileBytes) {
    this.#folder = folder;
    this.#maxBytes = maxBytes;
  }

  async write(runId: string, { pieces, fileName }: ReportFile): Promise<WrittenFile> {
    const folder = this.#of(runId);
    const file = join(folder, fileName);
    await mkdir(folder, { recursive: true });
    const hash = createHash('sha256');
    let bytes = 0;
    const measured = async function* (this: void, maxBytes: number) {
      for await (const piece of pieces) {
        const chunk = Buffer.from(piece as Uint8Array);
        bytes += chunk.length;
        if (bytes > maxBytes)
          throw new Error(`${fileName} is larger than ${maxBytes} bytes; choose fewer series`);
        hash.update(chunk);
        yield chunk;
      }
    };
    // Its own name: a process that lost its lease may still write the same file.
    const partial = `${file}.${randomUUID()}.partial`;
    try {
      await pipeline(Readable.from(measured(this.#maxBytes)), createWriteStream(partial));
      await rename(partial, file);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
    return { bytes, sha256: hash.digest('hex') };
  }

  async read(runId: string, fileName: string): Promise<Readable | undefined> {
    const file = join(this.#of(runId), fileName);
    const exists = await access(file).then(
      () => true,
      () => false,
    );
    return exists ? createReadStream(file) : undefined;
  }

  async remove(runId: string): Promise<void> {
    const folder = this.#of(runId);
    await rm(folder, { recursive: true, force: true });
    // The last run of a deleted schedule leaves no empty folder; a folder with other runs cannot be removed in this way.
    await rmdir(dirname(folder)).catch(() => undefined);
  }

  removeAll(scheduleId: string): Promise<void> {
    return rm(join(this.#folder, scheduleId), { recursive: true, force: true });
  }

  /** The id of a run is the id of its schedule and a time, both without characters that lead elsewhere. */
  #of(runId: string): string {
    const [scheduleId = '', time = ''] = runId.split('-');
    return join(this.#folder, scheduleId, time);
  }
}
