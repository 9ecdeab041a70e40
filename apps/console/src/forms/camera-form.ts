import type { CameraResponse, CameraInput, CameraPatch } from '@vialog/contracts';
import { cameraFormFields, formFields, specOf, type FormField } from './camera-form-fields.ts';
import { flagSet, textOfValue, valueOfText } from './field-values.ts';

/** The texts of the camera form, exactly as they were typed. */
export type CameraForm = Readonly<Record<FormField, string>> & {
  /** `yes`: the stored user name and password are to be removed. */
  readonly removesCredentials: string;
};

/** A camera as responses and drafts have it; secrets are never among its fields. */
type StoredCamera = Omit<CameraResponse, 'hasCredentials'>;

type Json = Record<string, unknown>;

export function emptyForm(timeZone: string): CameraForm {
  const empty = Object.fromEntries(formFields.map((field) => [field, ''])) as Record<FormField, string>;
  return {
    ...empty,
    ...newCameraDefaults,
    timeZone,
    removesCredentials: '',
  };
}

/** What the server would choose for a new camera; shown, so that it can be changed. */
export const newCameraDefaults = {
  lifecycle: 'active',
  transport: 'tcp',
  planMode: 'interval',
  planInterval: '5',
  modelId: 'nanodet-g-416',
} as const;

/** The form of a registered camera. User name and password stay empty, because the server never returns them. */
export function formOf(camera: StoredCamera): CameraForm {
  const form: Record<string, string> = { ...emptyForm(camera.timeZone), planInterval: '' };
  for (const field of formFields) {
    const spec = specOf(field);
    if (spec.kind !== 'secret') form[field] = textOfValue(spec, valueAt(camera, spec.path), camera.timeZone);
  }
  return form as CameraForm;
}

/** The fields of a new camera that the form sets; the server has defaults for the others. */
export type NewCamera = Partial<CameraInput> & Json;

/** The request body for a new camera. Empty optional fields are omitted; required ones are sent and rejected. */
export function inputOfForm(typed: CameraForm): NewCamera {
  const form = withoutUnusedCertificate(typed);
  const body: Json = { stream: {}, governance: {} };
  for (const field of sentFields(form)) {
    const spec = specOf(field);
    const value = valueOfText(spec, form[field], form.timeZone);
    if (!isDefault(value) || (spec.required && spec.kind === 'text')) setAt(body, spec.path, value);
  }
  const position = positionOf(form);
  if (position.some((each) => each !== null)) body.position = position;
  const credentials = credentialsOfForm(form);
  if (credentials) body.credentials = credentials;
  return body;
}

/** True for the URL of a stream with TLS, which alone has a certificate. */
export const isEncryptedUrl = (url: string): boolean => /^\s*(rtsps|https):/i.test(url);

/** Without TLS the field of the certificate is not shown, and the server rejects its value. */
const withoutUnusedCertificate = (form: CameraForm): CameraForm =>
  isEncryptedUrl(form.url) ? form : { ...form, certificate: '' };

/** Values that mean the same as an absent field of a new camera. */
const isDefault = (value: unknown): boolean =>
  value === undefined || value === '' || value === false || (Array.isArray(value) && value.length === 0);

/**
 * Only the changed fields, as a JSON merge patch (RFC 7396): an emptied number is null. Stream, model and governance are
 * replaced as a whole, so their other fields are sent as they are stored.
 */
export function changesOf(camera: StoredCamera, typed: CameraForm): CameraPatch & Json {
  const form = withoutUnusedCertificate(typed);
  const before = formOf(camera);
  const patch: Json = {};
  const changed = sentFields(form).filter((field) => field !== 'lifecycle' && form[field] !== before[field]);
  for (const field of changed) {
    const spec = specOf(field);
    const [root = '', part] = spec.path.split('.');
    const value = valueOfText(spec, form[field], form.timeZone);
    if (part === undefined) patch[root] = value ?? null;
    else if (root !== 'plan') setPart(patch, [root, part], { value, stored: camera });
  }
  if (planFields.some((field) => form[field] !== before[field])) patch.plan = planOf(form);
  if (form.lat !== before.lat || form.lon !== before.lon) patch.position = positionOf(form);
  const credentials = credentialsOfForm(form);
  if (credentials !== undefined) patch.credentials = credentials;
  return patch;
}

/** The user name and password to send: null removes the stored ones, undefined leaves them as they are. */
export function credentialsOfForm(form: CameraForm): CameraPatch['credentials'] {
  const { username, password, removesCredentials } = form;
  if (removesCredentials === flagSet) return null;
  return username === '' && password === '' ? undefined : { username, password };
}

const planFields = ['planMode', 'planInterval', 'planFps', 'sceneGate'] as const satisfies FormField[];

/** True for the fields that the sampling plan of the form uses. */
export const isFieldOfPlan = (field: FormField, planMode: string): boolean =>
  field === 'planMode' ||
  (field === 'planInterval' && planMode === 'interval') ||
  (field === 'planFps' && planMode === 'fps');

/** A plan without `sceneGate` is not gated. */
const isSentWithPlan = (field: FormField, { planMode, sceneGate }: CameraForm): boolean =>
  field === 'sceneGate' ? sceneGate === flagSet : isFieldOfPlan(field, planMode);

/** All fields but secrets, the position, and the fields of other sampling plans than the chosen one. */
const sentFields = (form: CameraForm): FormField[] =>
  formFields.filter((field) => {
    const { kind, path } = cameraFormFields[field];
    if (path.startsWith('plan.')) return isSentWithPlan(field, form);
    return kind !== 'secret' && !path.startsWith('position.');
  });

function planOf(form: CameraForm): unknown {
  const body: Json = {};
  for (const field of planFields.filter((each) => isSentWithPlan(each, form)))
    setAt(body, specOf(field).path, valueOfText(specOf(field), form[field], form.timeZone));
  return body.plan;
}

/** [longitude, latitude]; null for an empty one, and the typed text for one that is not a number. */
const positionOf = (form: CameraForm): unknown[] =>
  (['lon', 'lat'] as const).map((field) => valueOfText(specOf(field), form[field], form.timeZone) ?? null);

function setPart(
  patch: Json,
  [root, part]: readonly [string, string],
  { value, stored }: { value: unknown; stored: StoredCamera },
): void {
  const whole = (patch[root] ?? { ...((stored as unknown as Json)[root] as Json) }) as Json;
  patch[root] = whole;
  const isEmptied = value === '' && !(root === 'stream' && part === 'url');
  if (value === undefined || isEmptied) delete whole[part];
  else whole[part] = value;
}

function setAt(body: Json, path: string, value: unknown): void {
  const [root = '', part] = path.split('.');
  if (part === undefined) body[root] = value;
  else body[root] = { ...(body[root] as Json | undefined), [part]: value };
}

function valueAt(camera: StoredCamera, path: string): unknown {
  return path.split('.').reduce<unknown>((value, part) => (value as Json | undefined)?.[part], camera);
}
