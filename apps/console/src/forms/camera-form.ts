import type { CameraInput, CameraPatch } from '@vialog/contracts';
import { ApiError } from '../api/call.ts';
import { serverMessages } from '../shell/error-text.ts';

/** The values of the camera form. A number is undefined while its field holds no number. */
export interface CameraForm {
  readonly name: string;
  readonly code: string;
  readonly url: string;
  /** User name and password of the stream; empty until they are typed, because the server never returns them. */
  readonly username: string;
  readonly password: string;
  /** The stored user name and password are to be removed. */
  readonly removesCredentials: boolean;
  readonly lon: number | undefined;
  readonly lat: number | undefined;
  readonly heading: number | undefined;
  readonly timeZone: string;
  readonly owner: string;
  readonly contact: string;
  readonly purpose: string;
  readonly legalBasis: string;
}
export type FormField = keyof CameraForm;

export const emptyForm = (timeZone: string): CameraForm => ({
  name: '',
  code: '',
  url: '',
  username: '',
  password: '',
  removesCredentials: false,
  lon: undefined,
  lat: undefined,
  heading: undefined,
  timeZone,
  owner: '',
  contact: '',
  purpose: '',
  legalBasis: '',
});

/** The fields of a new camera that the form sets; the server has defaults for the others. */
export type NewCamera = Partial<
  Pick<CameraInput, 'name' | 'code' | 'position' | 'heading' | 'timeZone' | 'credentials'>
> & {
  readonly governance: Partial<CameraInput['governance']>;
  readonly stream: Partial<CameraInput['stream']>;
};

/** The request body for a new camera. A missing position is omitted, and the server refuses the request. */
export function inputOfForm(form: CameraForm): NewCamera {
  const { name, timeZone, lon, lat, heading, owner, contact, purpose, legalBasis } = form;
  const code = form.code.trim();
  const camera: NewCamera = {
    name,
    timeZone,
    governance: { owner, contact, purpose, legalBasis },
    stream: { url: form.url },
  };
  const credentials = credentialsOfForm(form);
  if (credentials) camera.credentials = credentials;
  if (code !== '') camera.code = code;
  if (lon !== undefined && lat !== undefined) camera.position = [lon, lat];
  if (heading !== undefined) camera.heading = heading;
  return camera;
}

/** The user name and password to send: null removes the stored ones, undefined leaves them as they are. */
export function credentialsOfForm(form: CameraForm): CameraPatch['credentials'] {
  const { username, password, removesCredentials } = form;
  if (removesCredentials) return null;
  return username === '' && password === '' ? undefined : { username, password };
}

/** True if the position is invalid as it is and valid with latitude and longitude swapped. */
export function isSwappedPosition(lat: number | undefined, lon: number | undefined): boolean {
  if (lat === undefined || lon === undefined) return false;
  return Math.abs(lat) > 90 && Math.abs(lat) <= 180 && Math.abs(lon) <= 90;
}

/** Form fields by path in the request body. */
const fieldsOfPath: Readonly<Record<string, FormField | readonly FormField[]>> = {
  name: 'name',
  code: 'code',
  'stream.url': 'url',
  stream: 'url',
  credentials: 'username',
  'credentials.username': 'username',
  'credentials.password': 'password',
  position: ['lat', 'lon'],
  'position.0': 'lon',
  'position.1': 'lat',
  heading: 'heading',
  timeZone: 'timeZone',
  'governance.owner': 'owner',
  'governance.contact': 'contact',
  'governance.purpose': 'purpose',
  'governance.legalBasis': 'legalBasis',
};
const fieldOfCode: Readonly<Record<string, FormField>> = { STREAM_REFUSED: 'url', CODE_TAKEN: 'code' };

export interface FormProblems {
  readonly at: Readonly<Partial<Record<FormField, string>>>;
  /** Messages that belong to no field. */
  readonly other: readonly string[];
}

/** Assigns the server's error messages to the form fields. */
export function formProblems(error: unknown): FormProblems {
  if (!(error instanceof ApiError)) return { at: {}, other: [] };
  if (error.details.length === 0) {
    const field = fieldOfCode[error.code];
    return field ? { at: { [field]: error.message }, other: [] } : { at: {}, other: serverMessages(error) };
  }
  const at: Partial<Record<FormField, string>> = {};
  const other: string[] = [];
  for (const { path, message } of error.details) {
    const fields = [fieldsOfPath[(path ?? '').replaceAll(/\[(\d+)\]/g, '.$1')] ?? []].flat();
    // Of several messages for one field the last is the most specific: "empty" precedes "expected a URL like …".
    for (const field of fields) at[field] = message;
    if (fields.length === 0) other.push(path ? `${path}: ${message}` : message);
  }
  return { at, other };
}
