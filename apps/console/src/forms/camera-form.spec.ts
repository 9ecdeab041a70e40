import { describe, expect, it } from '@jest/globals';
import {
  camera as cameraRecord,
  cameraInput,
  cameraPatch,
  completeZone,
  defaultModelId,
  defaultPlan,
  viewZone,
  type Camera,
} from '@vialog/contracts';
import { z } from 'zod';
import { cameraFormFields, formFields, specOf } from './camera-form-fields.ts';
import { changesOf, emptyForm, formOf, inputOfForm, type CameraForm } from './camera-form.ts';

const camera: Camera = cameraRecord.parse({
  cameraId: 'cam000000001',
  version: 2,
  validFromAt: '2026-01-05T08:00:00.000Z',
  createdAt: '2026-01-05T08:00:00.000Z',
  lifecycle: 'active',
  name: 'North Lot',
  code: 'n-1',
  position: [112.2, 31.03],
  heading: 90,
  tags: ['parking', 'north'],
  timeZone: 'Asia/Shanghai',
  governance: {
    owner: 'City',
    noticeUrl: 'https://city.example/notice',
    endsAt: '2027-01-01T00:00:30.000Z',
  },
  stream: { url: 'rtsp://camera.example/1', transport: 'udp' },
  streamKind: 'rtsp',
  plan: { mode: 'fps', fps: 0.5 },
  model: { modelId: 'nanodet-g-416', threshold: 0.4, classMap: { 'cell phone': 'car' } },
  zones: [completeZone(viewZone([]))],
});
const changed = (fields: Partial<CameraForm>) => changesOf(camera, { ...formOf(camera), ...fields });
const filled = (fields: Partial<CameraForm> = {}): CameraForm => ({
  ...emptyForm('UTC'),
  name: 'North Lot',
  url: 'synthetic:lot',
  lat: '31.03',
  lon: '112.2',
  ...fields,
});

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly prefixItems?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
}

/** Paths of all values of a JSON schema; lists and records are one value. */
function leafPaths(schema: JsonSchema, path = ''): string[] {
  const children = [
    ...Object.entries(schema.properties ?? {}),
    ...(schema.prefixItems ?? []).map((item, index) => [String(index), item] as const),
  ];
  const options = schema.oneOf ?? schema.anyOf ?? [];
  const nested = options.flatMap((option) => leafPaths(option, path)).filter((each) => each !== path);
  if (children.length === 0) return nested.length > 0 ? nested : [path];
  return children.flatMap(([name, child]) => leafPaths(child, path === '' ? name : `${path}.${name}`));
}

describe('the fields of the camera form', () => {
  it('the fields of the camera form are all fields of the contract, so that none can be forgotten', () => {
    const contract = leafPaths(
      z.toJSONSchema(cameraInput, { io: 'input', unrepresentable: 'any' }) as JsonSchema,
    );
    const drawn = 'zones';
    expect(formFields.map((field) => cameraFormFields[field].path).sort()).toEqual(
      [...new Set(contract)].filter((path) => path !== drawn).sort(),
    );
  });

  it('the fields of the camera form have the defaults of the contract in the form of a new camera', () => {
    const { plan, model, stream, lifecycle } = cameraInput.parse(inputOfForm(filled()));
    expect({ plan, modelId: model.modelId, transport: stream.transport, lifecycle }).toEqual({
      plan: defaultPlan,
      modelId: defaultModelId,
      transport: 'tcp',
      lifecycle: 'active',
    });
  });

  it('the fields of the camera form have ranges whose limits the contract accepts and beyond which it rejects', () => {
    for (const field of formFields) {
      const { range, kind } = specOf(field);
      if (kind !== 'number' || !range) continue;
      const planMode = field === 'planFps' ? 'fps' : 'interval';
      const accepts = (text: string) =>
        cameraInput.safeParse(inputOfForm(filled({ planMode, [field]: text }))).success;
      expect([field, range.map((limit) => accepts(String(limit)))]).toEqual([field, [true, true]]);
      expect([field, accepts(String(range[0] - 0.001)), accepts(String(range[1] + 0.001))]).toEqual([
        field,
        false,
        false,
      ]);
    }
  });
});

describe('inputOfForm', () => {
  it('omits empty optional fields and sends empty required ones, which the server rejects', () => {
    expect(inputOfForm(emptyForm('UTC'))).not.toHaveProperty('position');
    expect(inputOfForm(emptyForm('UTC'))).toMatchObject({ name: '', stream: { url: '' } });
    expect(inputOfForm(filled({ code: '  ' }))).not.toHaveProperty('code');
  });

  it('sends all fields in the units of the contract', () => {
    const form = filled({
      tags: 'parking， north;',
      url: 'https://camera.example/now.jpg',
      refresh: '1.5',
      certificate: Array(32).fill('AB').join(':'),
      aspectRatio: '16:9',
      height: '6',
      indoor: 'yes',
      classMap: 'cell phone = car\nvan=truck',
      endsAt: '2027-01-01T08:00',
      timeZone: 'Asia/Shanghai',
    });
    expect(cameraInput.parse(inputOfForm(form))).toMatchObject({
      tags: ['parking', 'north'],
      stream: { refreshMs: 1_500, certificateSha256: 'ab'.repeat(32), aspectRatio: '16:9' },
      height: 6,
      indoor: true,
      model: { classMap: { 'cell phone': 'car', van: 'truck' } },
      governance: { endsAt: '2027-01-01T00:00:00.000Z' },
    });
  });

  it('sends no certificate for a stream without TLS, whose form does not show it', () => {
    const certificate = 'ab'.repeat(32);
    const streamOf = (url: string) => inputOfForm(filled({ url, certificate })).stream;
    expect(streamOf('RTSPS://camera.example/1')).toMatchObject({ certificateSha256: certificate });
    expect(streamOf('rtsp://camera.example/1')).not.toHaveProperty('certificateSha256');
  });

  it.each([
    [{ lat: '112.20' }, 'position.1'],
    [{ lat: '31,03' }, 'position.1'],
    [{ lon: '' }, 'position.0'],
    [{ heading: 'north' }, 'heading'],
    [{ heading: '360' }, 'heading'],
    [{ height: '1e2' }, 'height'],
    [{ refresh: '0.1' }, 'stream.refreshMs'],
    [{ url: 'rtsps://camera.example/1', certificate: 'ab:cd' }, 'stream.certificateSha256'],
    [{ aspectRatio: '1.78' }, 'stream.aspectRatio'],
    [{ classMap: 'car' }, 'model.classMap.car'],
    [{ classMap: 'van = car\nvan = bus' }, 'model.classMap.van'],
    [{ endsAt: 'tomorrow' }, 'governance.endsAt'],
  ])('sends the impossible value %j as it was typed, and the contract rejects it', (fields, path) => {
    const problems = cameraInput.safeParse(inputOfForm(filled(fields))).error?.issues ?? [];
    expect(problems.map((issue) => issue.path.join('.'))).toEqual([path]);
  });
});

describe('changesOf', () => {
  it('sends only changed fields, so that a stream URL with credentials is not sent back', () => {
    expect(changed({})).toEqual({});
    expect(changed({ name: 'South Lot' })).toEqual({ name: 'South Lot' });
  });

  it('keeps the other fields of stream, model and governance as they are stored', () => {
    expect(changed({ url: 'rtsp://camera.example/2' }).stream).toEqual({
      url: 'rtsp://camera.example/2',
      transport: 'udp',
    });
    expect(changed({ threshold: '' }).model).toEqual({
      modelId: 'nanodet-g-416',
      classMap: { 'cell phone': 'car' },
    });
    // The stored time has seconds, which the form does not show.
    expect(changed({ contact: 'desk@city.example' }).governance).toEqual({
      ...camera.governance,
      contact: 'desk@city.example',
    });
  });

  it('removes the stored certificate of a stream that is no longer encrypted', () => {
    const certificateSha256 = 'ab'.repeat(32);
    const pinned = { ...camera, stream: { url: 'rtsps://camera.example/1', certificateSha256 } };
    const form = { ...formOf(pinned as Camera), url: 'rtsp://camera.example/1' };
    expect(changesOf(pinned as Camera, form).stream).toEqual({ url: 'rtsp://camera.example/1' });
  });

  it('sends a sampling plan as a whole, without the fields of other plans', () => {
    expect(changed({ planFps: '2' }).plan).toEqual({ mode: 'fps', fps: 2 });
    expect(changed({ sceneGate: 'yes' }).plan).toMatchObject({ mode: 'fps', sceneGate: true });
    expect(changed({ planMode: 'keyframes' }).plan).toEqual({ mode: 'keyframes' });
    expect(changed({ planMode: 'interval', planInterval: '10' }).plan).toEqual({
      mode: 'interval',
      intervalMs: 10_000,
    });
  });

  it('sends a typed user name and password, null to remove stored ones, and else neither', () => {
    expect(changed({ username: 'admin', password: 'secret' })).toEqual({
      credentials: { username: 'admin', password: 'secret' },
    });
    expect(changed({ removesCredentials: 'yes' })).toEqual({ credentials: null });
    expect(formOf(camera)).toMatchObject({ username: '', password: '' });
  });

  it('sends an empty code to remove it', () => {
    expect(cameraPatch.parse(changed({ code: ' ' }))).toEqual({ code: '' });
  });

  it('sends an emptied number as null, which removes a heading and is rejected for a position', () => {
    const changes = changed({ lat: '', heading: '' });
    expect(changes).toEqual({ position: [112.2, null], heading: null });
    const paths = cameraPatch.safeParse(changes).error?.issues.map((issue) => issue.path.join('.'));
    expect(paths).toEqual(['position.1']);
  });
});
