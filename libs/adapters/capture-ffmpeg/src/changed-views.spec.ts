import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ViewWatch } from '@vialog/measuring';
import { describeUnless, missingSystemNeeds } from '@vialog/testkit';

const clip = join(import.meta.dirname, '../../../../../shared/media/ahmetozlu_input_video.mp4');
if (!existsSync(clip))
  console.info('skipped: changed views of a real clip need ../shared/media beside the repository');
const [width, height] = [320, 180];
/** Seconds between the pictures of the clip as they are judged. */
const step = 5;

/** Pictures of the real clip, one per second, after a filter of ffmpeg. */
function filmed(filter = 'null'): readonly Uint8Array[] {
  const output = ['-pix_fmt', 'rgb24', '-f', 'rawvideo', '-'];
  const chain = `fps=1,scale=640:352,${filter},scale=${width}:${height}`;
  const bytes = execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-i', clip, '-vf', chain, ...output], {
    maxBuffer: 64 * 2 ** 20,
  });
  const size = width * height * 3;
  return Array.from(
    { length: bytes.length / size },
    (_, i) => new Uint8Array(bytes.subarray(i * size, (i + 1) * size)),
  );
}

let unfiltered: readonly Uint8Array[] | undefined;

/** Shows the clip for three minutes, then the filtered clip for as long, then the clip again; reasons of each part. */
function reasons(filter: string): {
  readonly changed: readonly string[];
  readonly after: string | undefined;
} {
  const watch = new ViewWatch();
  let at = 0;
  const shown = (pictures: readonly Uint8Array[]) =>
    pictures.map(
      (pixels) => watch.judge({ width, height, format: 'rgb24', pixels }, (at += step * 1_000))?.reason,
    );
  const usual = (unfiltered ??= filmed());
  expect(new Set(shown(usual))).toEqual(new Set([undefined]));
  const changed = [...new Set(shown(filmed(filter)))].filter((reason) => reason !== undefined);
  return { changed, after: shown(usual.slice(0, 5)).at(-1) };
}

const unless = describeUnless(missingSystemNeeds(['ffmpeg']), describe);
(existsSync(clip) ? unless : describe.skip)('views of a real street', () => {
  it.each([
    ['covered by a grey sheet', 'drawbox=0:0:iw:ih:gray:fill'],
    ['covered for the larger part', 'drawbox=0:0:iw*0.7:ih:gray:fill'],
    ['covered by a green leaf from below', 'drawbox=0:ih*0.3:iw:ih*0.7:green:fill'],
    ['behind black bars on two thirds', 'drawbox=0:0:iw:ih*0.68:black:fill'],
    ['sprayed or out of focus', 'gblur=sigma=20'],
    ['behind a film of water', 'boxblur=20:2'],
    ['in dense fog', 'lutrgb=r=val*0.03+190:g=val*0.03+190:b=val*0.03+190'],
  ])('a view that is %s is obstructed, and free afterwards', (_, filter) => {
    expect(reasons(filter)).toEqual({ changed: ['obstructed'], after: undefined });
  });

  it.each([
    ['shifted by a twentieth', 'crop=608:334:32:0,scale=640:352'],
    ['tilted', 'pad=640:424:0:72,crop=640:352:0:0'],
    ['turned by a third', 'crop=400:220:240:132,scale=640:352'],
    ['rotated by 5 degrees', 'rotate=5*PI/180'],
    ['rotated by 10 degrees', 'rotate=10*PI/180'],
    ['zoomed by a tenth', 'crop=582:320'],
    ['zoomed by a third', 'crop=480:264'],
    ['mirrored', 'hflip'],
  ])('a camera that is %s has moved, and stands as before after it was turned back', (_, filter) => {
    expect(reasons(filter)).toEqual({ changed: ['moved'], after: undefined });
  });

  it.each([
    ['darker', 'eq=brightness=-0.3'],
    [
      'dim as at night, with the noise of a sensor',
      'lutrgb=r=val*0.2:g=val*0.2:b=val*0.2,noise=alls=10:allf=t',
    ],
    ['overexposed', 'eq=brightness=0.3'],
    ['flat in contrast', 'eq=contrast=0.3'],
    ['in infrared light', 'hue=s=0,eq=gamma=1.8:contrast=0.8,noise=alls=12:allf=t'],
    ['inverted in brightness', 'negate'],
    ['of other colours', 'hue=h=90'],
    ['in rain', 'noise=alls=35:allf=t'],
    ['in light fog', 'lutrgb=r=val*0.2+160:g=val*0.2+160:b=val*0.2+160'],
    ['covered for a quarter', 'drawbox=0:0:iw*0.25:ih:gray:fill'],
    ['covered by a lorry for a minute', "drawbox=0:0:iw*0.8:ih:gray:fill:enable='between(t,5,16)'"],
    ['dazzled by headlights', "drawbox=0:0:iw:ih:white:fill:enable='between(mod(t,12),0,2)'"],
  ])('a view that is %s has no fault', (_, filter) => {
    expect(reasons(filter)).toEqual({ changed: [], after: undefined });
  });
});
