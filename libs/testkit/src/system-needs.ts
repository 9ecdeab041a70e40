import { spawnSync } from 'node:child_process';

const rtspServer = [
  'import gi',
  "gi.require_version('Gst', '1.0')",
  "gi.require_version('GstRtspServer', '1.0')",
  'from gi.repository import Gst, GstRtspServer',
  'Gst.init(None)',
  "raise SystemExit(0 if Gst.ElementFactory.find('x264enc') else 1)",
].join('\n');

const checks = {
  ffmpeg: ['ffmpeg', ['-version']],
  'rtsp-server': ['/usr/bin/python3', ['-c', rtspServer]],
} as const;

/** A need of a test from the operating system; `node tools/provision/main.mjs` installs it. */
export type SystemNeed = keyof typeof checks;

/** What is missing and how to install it, in one sentence; undefined when nothing is missing. */
export function missingSystemNeeds(needs: readonly SystemNeed[]): string | undefined {
  const missing = needs.filter((need) => spawnSync(checks[need][0], checks[need][1]).status !== 0);
  if (missing.length === 0) return undefined;
  return `needs ${missing.join(' and ')}: node tools/provision/main.mjs ${missing.join(' ')} --provision`;
}

type Describe = ((name: string, tests: () => void) => void) & {
  readonly skip: (name: string, tests: () => void) => void;
};

/**
 * jest's `describe` if nothing is missing. Otherwise the tests are skipped with the reason, and fail under `CI=true`, so that
 * no check is left out silently.
 */
export function describeUnless(missing: string | undefined, describe: Describe): Describe {
  if (missing === undefined) return describe;
  const reject = (name: string): void => {
    if (process.env['CI'] !== 'true') return describe.skip(`${name} (${missing})`, () => undefined);
    describe(name, () => {
      throw new Error(missing);
    });
  };
  return Object.assign(reject, { skip: describe.skip });
}
