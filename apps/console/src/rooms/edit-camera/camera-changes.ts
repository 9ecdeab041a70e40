import type { Camera } from '@vialog/contracts';
import type { CameraForm } from '../../forms/camera-form.ts';

export const formOf = ({ position: [lon, lat], governance, ...camera }: Camera): CameraForm => ({
  name: camera.name,
  code: camera.code ?? '',
  url: camera.stream.url,
  lon,
  lat,
  heading: camera.heading,
  timeZone: camera.timeZone,
  owner: governance.owner,
  contact: governance.contact,
  purpose: governance.purpose,
  legalBasis: governance.legalBasis,
});

/** What the server is sent of a form. A number that was emptied is null: taken away, or refused where there has to be one. */
interface Sendable {
  readonly name: string;
  readonly code: string;
  readonly stream: Camera['stream'];
  readonly position: readonly [lon: number | null, lat: number | null];
  readonly heading: number | null;
  readonly timeZone: string;
  readonly governance: Camera['governance'];
}

/** Stream and governance are replaced whole: what this form does not show of them goes along. */
function sendable(camera: Camera, form: CameraForm): Sendable {
  const { name, timeZone, owner, contact, purpose, legalBasis } = form;
  return {
    name,
    code: form.code.trim(),
    stream: { ...camera.stream, url: form.url },
    position: [form.lon ?? null, form.lat ?? null],
    heading: form.heading ?? null,
    timeZone,
    governance: { ...camera.governance, owner, contact, purpose, legalBasis },
  };
}

/** What was typed otherwise than it is, and nothing else: an untouched URL is not sent back. */
export function changesOf(camera: Camera, form: CameraForm): Partial<Sendable> {
  const before = Object.values(sendable(camera, formOf(camera)));
  const changed = Object.entries(sendable(camera, form)).filter(
    ([, value], index) => JSON.stringify(value) !== JSON.stringify(before[index]),
  );
  return Object.fromEntries(changed);
}
