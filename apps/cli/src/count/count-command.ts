import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openClip } from '@vialog/compose-capture';
import { openDetector } from '@vialog/compose-detectors';
import { openModelFolder } from '@vialog/compose-detectors/models';
import type { Command } from '../command.ts';
import { countClip } from './count-clip.ts';
import { readCountRequest } from './count-request.ts';

/** Time limit of one frame in the detector, ms; generous for slow machines. */
const frameLimitMs = 60_000;
/** Exit code when the clip was counted as far as it could be read. */
const incompleteClip = 3;
const shippedModels = fileURLToPath(new URL('../../../../models/', import.meta.url));

export const countCommand: Command = {
  summary: 'counts objects in a video file by zone and slot, as JSON lines',
  usage: `usage: vialog count <clip> --start <time> [--zones zones.json] [--fps n | --keyframes] [--gate] [--models folder] [--camera id]
  --start     time at which the clip begins, with offset: 2026-01-31T08:00:00+08:00
  --zones     a JSON list of zones, or { "zones": […], "model": {…}, "plan": {…}, "timeZone": "…", "position": [lon, lat] };
              the whole picture (zone "view") is always counted
  --fps       frames per second to count, 0.1 to 5; --keyframes counts key frames only; default: one frame every 5 s
  --gate      reuses counts while the picture does not change, as the plan setting sceneGate of a camera (docs/measuring.md)
  --models    folder of model packages
  --camera    camera id of the events, 12 characters of 0-9 a-z
Prints one line per zone and slot to standard output and a summary to standard error. Exit code 3: the clip breaks off or is
damaged, and was counted as far as it could be read.`,
  run: async (args, searchPath) => {
    const request = await readCountRequest(args, shippedModels);
    const models = openModelFolder(request.models);
    const detector = openDetector(request.camera.model.modelId, { models, deadlineMs: frameLimitMs });
    const startedAt = performance.now();
    const clip = openClip(request.clip, searchPath);
    let slots = 0;
    try {
      for await (const event of countClip(request, { detector, models, clip })) {
        slots += event.slots;
        if (!process.stdout.write(`${JSON.stringify(event)}\n`)) await once(process.stdout, 'drain');
      }
    } finally {
      await detector.close();
    }
    process.stderr.write(`${slots} slots in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
    const defect = await clip.defect(new AbortController().signal);
    if (defect === undefined) return 0;
    process.stderr.write(`warning: ${request.clip}: ${defect}\n`);
    return incompleteClip;
  },
};
