import type { ImportQuery, ImportReport, Problem } from '@vialog/contracts';
import { ApiError, request } from './call.ts';

/** How a file of cameras is read; see `ImportQuery`. */
export type ImportOptions = Pick<ImportQuery, 'format' | 'crs' | 'lifecycle'> &
  Partial<Pick<ImportQuery, 'timeZone' | 'group' | 'columns' | 'encoding'>>;

/** Rows that are checked so far, of all rows. */
export interface ImportProgress {
  readonly checked: number;
  readonly rows: number;
}

type ProgressLine = ImportProgress | { readonly report: ImportReport } | { readonly problem: Problem };

/**
 * Checks a file of cameras and, unless it is a dry run, stores its cameras: all or none.
 * @throws {ApiError} when the server cannot be reached, or the file is rejected; `details` then names its rows
 */
export async function importCameras(
  file: Blob,
  options: ImportOptions & { readonly dryRun: boolean },
  onProgress: (progress: ImportProgress) => void,
): Promise<ImportReport> {
  const set = Object.entries(options).filter(([, value]) => value !== undefined && value !== '');
  const query = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString();
  const { body } = await request(`/v1/cameras/import?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', accept: 'application/x-ndjson' },
    body: file,
  });
  for await (const line of linesOf(body)) {
    const message = JSON.parse(line) as ProgressLine;
    if ('problem' in message) throw new ApiError(message.problem.status, message.problem);
    if ('report' in message) return message.report;
    onProgress(message);
  }
  throw new ApiError(0, { detail: 'The connection ended before the report.' });
}

async function* linesOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<string> {
  if (!body) return;
  const reader = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    const lines = (rest + (value ?? '')).split('\n');
    rest = done ? '' : (lines.pop() ?? '');
    yield* lines.filter((line) => line !== '');
    if (done) return;
  }
}
