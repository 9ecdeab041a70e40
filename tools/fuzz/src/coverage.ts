import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';

/** Which code ran, by V8's precise block coverage. */
export interface Coverage {
  /** Places that ran since the last call and are not among the seen ones. */
  take(): Promise<ReadonlySet<string>>;
  /** Adds places to the seen ones. */
  see(places: ReadonlySet<string>): void;
  stop(): Promise<void>;
}

/** Code of Vialog and the parsers that it uses; the fuzzer itself does not count. */
const isMeasured = (url: string): boolean =>
  /\/libs\/|\/hls-parser\//.test(url) && !url.includes('.fixture.');

export async function startCoverage(): Promise<Coverage> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  const seen = new Set<string>();
  return {
    take: async () => {
      const { result } = await session.post('Profiler.takePreciseCoverage');
      const places = result.filter(({ url }) => isMeasured(url)).flatMap(placesOf);
      return new Set(places.filter((place) => !seen.has(place)));
    },
    see: (places) => {
      for (const place of places) seen.add(place);
    },
    stop: async () => {
      await session.post('Profiler.stopPreciseCoverage');
      session.disconnect();
    },
  };
}

/** How often code ran counts in powers of two: one line more in a header is nothing new, a hundred are. */
const placesOf = ({ url, functions }: Profiler.ScriptCoverage): string[] =>
  functions
    .flatMap(({ ranges }) => ranges)
    .filter(({ count }) => count > 0)
    .map(
      ({ startOffset, endOffset, count }) =>
        `${url}:${startOffset}-${endOffset}:${Math.floor(Math.log2(count))}`,
    );
