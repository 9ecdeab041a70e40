import type { Camera, CameraPatch } from '@vialog/contracts';
import { credentialsOfForm, type CameraForm } from '../../forms/camera-form.ts';

export const formOf = ({ position: [lon, lat], governance, ...camera }: Camera): CameraForm => ({
  name: camera.name,
  code: camera.code ?? '',
  url: camera.stream.url,
  username: '',
  password: '',
  removesCredentials: false,
  lon,
  lat,
  heading: camera.heading,
  timeZone: camera.timeZone,
  owner: governance.owner,
  contact: governance.contact,
  purpose: governance.purpose,
  legalBasis: governance.legalBasis,
});

/** The request body of a change. An emptied number is null (RFC 7396): removed if optional, otherwise refused. */
interface CameraPatchBody {
  readonly name: string;
  readonly code: string;
  readonly stream: Camera['stream'];
  /** undefined: the stored ones stay as they are. */
  readonly credentials: CameraPatch['credentials'];
  readonly position: readonly [lon: number | null, lat: number | null];
  readonly heading: number | null;
  readonly timeZone: string;
  readonly governance: Camera['governance'];
}

/** Stream and governance are replaced as a whole, so their fields outside the form are included. */
function patchBody(camera: Camera, form: CameraForm): CameraPatchBody {
  const { name, timeZone, owner, contact, purpose, legalBasis } = form;
  return {
    name,
    code: form.code.trim(),
    stream: { ...camera.stream, url: form.url },
    credentials: credentialsOfForm(form),
    position: [form.lon ?? null, form.lat ?? null],
    heading: form.heading ?? null,
    timeZone,
    governance: { ...camera.governance, owner, contact, purpose, legalBasis },
  };
}

/** Only the changed fields: an unchanged stream URL is not sent. */
export function changesOf(camera: Camera, form: CameraForm): Partial<CameraPatchBody> {
  const before = Object.values(patchBody(camera, formOf(camera)));
  const changed = Object.entries(patchBody(camera, form)).filter(
    ([, value], index) => JSON.stringify(value) !== JSON.stringify(before[index]),
  );
  return Object.fromEntries(changed);
}
