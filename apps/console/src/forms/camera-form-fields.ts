/** How a field is typed and shown. */
export type FieldKind =
  'text' | 'longText' | 'number' | 'flag' | 'list' | 'time' | 'choice' | 'classMap' | 'secret';

export interface FieldSpec {
  readonly kind: FieldKind;
  /** Place of the value in the request body. */
  readonly path: string;
  readonly required?: true;
  /** Smallest and largest number, as typed. The server checks them too. */
  readonly range?: readonly [min: number, max: number];
  /** Value in the request / typed number: 1000 where seconds are typed and milliseconds are sent. */
  readonly factor?: number;
  readonly choices?: readonly string[];
  /** The server's message is more specific than the hint of the form. */
  readonly serverKnowsMore?: true;
}

/** Every field of a camera. A test compares the paths with the contract, so that no field is missing here. */
export const cameraFormFields = {
  name: { kind: 'text', path: 'name', required: true },
  code: { kind: 'text', path: 'code', serverKnowsMore: true },
  tags: { kind: 'list', path: 'tags' },
  groups: { kind: 'list', path: 'groups' },
  lifecycle: { kind: 'choice', path: 'lifecycle', choices: ['active', 'draft'] },
  url: { kind: 'text', path: 'stream.url', required: true, serverKnowsMore: true },
  username: { kind: 'secret', path: 'credentials.username', serverKnowsMore: true },
  password: { kind: 'secret', path: 'credentials.password', serverKnowsMore: true },
  transport: { kind: 'choice', path: 'stream.transport', choices: ['tcp', 'udp'] },
  certificate: { kind: 'text', path: 'stream.certificateSha256', serverKnowsMore: true },
  aspectRatio: { kind: 'text', path: 'stream.aspectRatio' },
  refresh: { kind: 'number', path: 'stream.refreshMs', range: [0.2, 1_800], factor: 1_000 },
  countsFromAt: { kind: 'time', path: 'countsFromAt', serverKnowsMore: true },
  planMode: { kind: 'choice', path: 'plan.mode', choices: ['interval', 'fps', 'keyframes'] },
  planInterval: { kind: 'number', path: 'plan.intervalMs', range: [0.2, 1_800], factor: 1_000 },
  planFps: { kind: 'number', path: 'plan.fps', range: [0.1, 5] },
  sceneGate: { kind: 'flag', path: 'plan.sceneGate' },
  modelId: { kind: 'text', path: 'model.modelId', serverKnowsMore: true },
  threshold: { kind: 'number', path: 'model.threshold', range: [0.05, 0.95] },
  anyClassInBays: { kind: 'flag', path: 'model.anyClassInBays' },
  classMap: { kind: 'classMap', path: 'model.classMap' },
  lat: { kind: 'number', path: 'position.1', range: [-90, 90], required: true },
  lon: { kind: 'number', path: 'position.0', range: [-180, 180], required: true },
  timeZone: { kind: 'text', path: 'timeZone' },
  heading: { kind: 'number', path: 'heading', range: [0, 359.999999] },
  fieldOfView: { kind: 'number', path: 'fieldOfView', range: [0.000001, 360] },
  height: { kind: 'number', path: 'height', range: [0, 500] },
  tilt: { kind: 'number', path: 'tilt', range: [-90, 90] },
  indoor: { kind: 'flag', path: 'indoor' },
  maker: { kind: 'text', path: 'maker' },
  hardwareModel: { kind: 'text', path: 'hardwareModel' },
  recorderLink: { kind: 'text', path: 'recorderLink', serverKnowsMore: true },
  purpose: { kind: 'longText', path: 'governance.purpose' },
  legalBasis: { kind: 'text', path: 'governance.legalBasis' },
  owner: { kind: 'text', path: 'governance.owner' },
  contact: { kind: 'text', path: 'governance.contact' },
  noticeUrl: { kind: 'text', path: 'governance.noticeUrl' },
  endsAt: { kind: 'time', path: 'governance.endsAt' },
  confirmedAt: { kind: 'time', path: 'governance.confirmedAt' },
  terms: { kind: 'longText', path: 'governance.terms' },
  attribution: { kind: 'text', path: 'governance.attribution' },
} as const satisfies Record<string, FieldSpec>;

export type FormField = keyof typeof cameraFormFields;
export const formFields = Object.keys(cameraFormFields) as FormField[];
export const specOf = (field: FormField): FieldSpec => cameraFormFields[field];

/** Number fields, which are typed as text and sent as numbers. */
export type NumberFieldName = {
  [Field in FormField]: (typeof cameraFormFields)[Field]['kind'] extends 'number' ? Field : never;
}[FormField];
