/** The fields of a camera that lists carry; the names of CSV columns and GeoJSON properties in exports. */
export const fieldNames = [
  'cameraId',
  'code',
  'name',
  'longitude',
  'latitude',
  'heading',
  'fieldOfView',
  'height',
  'tilt',
  'indoor',
  'maker',
  'hardwareModel',
  'tags',
  'groups',
  'timeZone',
  'streamUrl',
  'transport',
  'refreshMs',
  'certificateSha256',
  'aspectRatio',
  'lifecycle',
  'owner',
  'contact',
  'purpose',
  'legalBasis',
  'noticeUrl',
  'terms',
  'attribution',
  'endsAt',
  'confirmedAt',
  'recorderLink',
] as const;
export type FieldName = (typeof fieldNames)[number];

/** Other names of the fields, in the order of preference; compared without case, spaces and punctuation. */
const otherNames: Readonly<Partial<Record<FieldName, readonly string[]>>> = {
  code: ['DeviceID', 'ApeID', 'externalCode', 'id', '编码', '设备编码', '国标编码', '设备编号', '编号'],
  name: ['title', 'label', 'bezeichnung', 'nom', '名称', '设备名称', '摄像头名称', '点位名称', 'description'],
  longitude: ['lon', 'lng', 'long', 'x', '经度', 'laengengrad', 'längengrad'],
  latitude: ['lat', 'y', '纬度', 'breitengrad'],
  heading: ['direction', 'azimuth', 'bearing', '方向角', '朝向', '方位角'],
  fieldOfView: ['fov', 'angleOfView', '视场角'],
  height: ['mountingHeight', '高度', '安装高度'],
  tilt: ['俯仰角'],
  indoor: ['室内'],
  maker: ['manufacturer', 'vendor', '厂商', '厂家', '制造商'],
  hardwareModel: ['model', 'deviceModel', '型号'],
  recorderLink: ['recorder', 'recorderUrl', 'nvrUrl', '录像链接', '录像地址'],
  tags: ['标签'],
  groups: ['group', '分组'],
  timeZone: ['tz', '时区'],
  streamUrl: ['url', 'stream', 'rtsp', 'rtspUrl', '流地址', '视频流地址', '取流地址'],
  lifecycle: ['state', '状态'],
  owner: ['organisation', 'organization', '所属单位', '责任单位'],
  contact: ['联系方式', '联系人'],
  purpose: ['用途'],
};

const fold = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

export interface FieldColumns {
  /** Column of each field that the file has. */
  readonly byField: ReadonlyMap<FieldName, string>;
  /** Columns that hold no field. */
  readonly unused: readonly string[];
  /** Entries of the mapping that name an unknown field or a column the file does not have. */
  readonly problems: readonly string[];
}

/** Finds the column of each field: by the mapping, else by the field's name, else by its other names. */
export function mapColumns(columns: readonly string[], mapping: ReadonlyMap<string, string>): FieldColumns {
  const byField = new Map<FieldName, string>();
  const mapped = new Set(mapping.values());
  for (const field of fieldNames) {
    const column = mapping.get(field) ?? detected(field, columns, mapped);
    if (column !== undefined && columns.includes(column)) byField.set(field, column);
  }
  const used = new Set(byField.values());
  return {
    byField,
    unused: columns.filter((column) => !used.has(column)),
    problems: mappingProblems(columns, mapping),
  };
}

/** Reads a mapping like `name=Standort,latitude=Breite`. A column name with a comma is written in double quotes. */
export function parseMapping(text: string): ReadonlyMap<string, string> {
  const entries = text.matchAll(/\s*([^=,"]+?)\s*=\s*(?:"([^"]*)"|([^,]*))\s*(?:,|$)/g);
  return new Map([...entries].map(([, field = '', quoted, plain = '']) => [field, quoted ?? plain.trim()]));
}

function detected(
  field: FieldName,
  columns: readonly string[],
  mapped: ReadonlySet<string>,
): string | undefined {
  for (const name of [field, ...(otherNames[field] ?? [])]) {
    const column = columns.find((candidate) => !mapped.has(candidate) && fold(candidate) === fold(name));
    if (column !== undefined) return column;
  }
  return undefined;
}

function mappingProblems(columns: readonly string[], mapping: ReadonlyMap<string, string>): string[] {
  return [...mapping].flatMap(([field, column]) => {
    if (!(fieldNames as readonly string[]).includes(field))
      return [`Unknown field "${field}" in the column mapping: expected one of ${fieldNames.join(', ')}.`];
    return columns.includes(column)
      ? []
      : [
          `The column mapping names "${column}" for ${field}, which the file does not have: expected one of ${quoted(columns)}.`,
        ];
  });
}

export const quoted = (names: readonly string[]): string =>
  names
    .slice(0, 40)
    .map((name) => `"${name.slice(0, 60)}"`)
    .join(', ');
