import type { CameraSummary } from '@vialog/contracts';

/** A time of a recording, epoch ms. */
export interface RecordedTime {
  readonly from: number;
  readonly to: number;
}

/** The address of a recording in the recorder of the owner; undefined for a camera without a link to it. */
export function recordingUrl(
  { cameraId, recorderLink = '' }: Pick<CameraSummary, 'cameraId' | 'recorderLink'>,
  { from, to }: RecordedTime,
): string | undefined {
  if (!/^https?:\/\//i.test(recorderLink)) return undefined;
  const values: Readonly<Record<string, string>> = {
    from: instantOf(from),
    to: instantOf(to),
    fromUnix: String(Math.floor(from / 1_000)),
    toUnix: String(Math.ceil(to / 1_000)),
    cameraId,
  };
  return recorderLink.replaceAll(/\{(\w+)\}/g, (all, name: string) =>
    name in values ? encodeURIComponent(values[name] ?? '') : all,
  );
}

/** To the second: many recorders do not read milliseconds. */
const instantOf = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
