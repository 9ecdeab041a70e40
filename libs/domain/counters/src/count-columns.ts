import { countClasses, type CountClass } from '@vialog/contracts/vocabulary';

const sides = ['inbound', 'outbound', 'present'] as const;
export type Side = (typeof sides)[number];

/** Fields of a file of counts, and other names of their columns, in the order of preference. */
const fieldNames = {
  counter: [
    'counterId',
    'cameraId',
    'code',
    'detector',
    'detectorId',
    'station',
    'device',
    'deviceId',
    'messstelle',
    'zählstelle',
    'zaehlstelle',
    '检测器',
    '设备编号',
    '编号',
  ],
  zone: ['zoneId', 'lane', 'gate', 'spur', 'fahrstreifen', '车道'],
  date: ['day', 'datum', 'tag', '日期'],
  startAt: [
    'start',
    'timestamp',
    'dateTime',
    'time',
    'from',
    'begin',
    'zeitpunkt',
    'zeit',
    'von',
    '开始时间',
    '时间',
  ],
  time: ['uhrzeit', 'zeit', 'startTime', 'start', '时间'],
  inbound: ['in', 'entries', 'entry', 'arrivals', 'einfahrten', 'einfahrt', 'ein', '驶入', '进'],
  outbound: ['out', 'exits', 'exit', 'departures', 'ausfahrten', 'ausfahrt', 'aus', '驶出', '出'],
  present: ['occupied', 'parked', 'bestand', 'belegt', '在场', '占用'],
  direction: ['dir', 'richtung', '方向'],
  count: [
    'counts',
    'volume',
    'vehicles',
    'flow',
    'number',
    'anzahl',
    'menge',
    'kfz',
    '车流量',
    '流量',
    '数量',
  ],
} as const;
type PlainField = keyof typeof fieldNames;
export type CountField = PlainField | `${Side}.${CountClass}`;

const classFields = sides.flatMap((side) => countClasses.map((name) => `${side}.${name}` as const));
const allFields: readonly CountField[] = [...(Object.keys(fieldNames) as PlainField[]), ...classFields];

const fold = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

function namesOf(field: CountField): readonly string[] {
  if (field in fieldNames) return [field, ...fieldNames[field as PlainField]];
  const [side = '', name = ''] = field.split('.');
  return [field, ...fieldNames[side as Side].map((other) => `${other} ${name}`)];
}

export interface CountColumns {
  readonly byField: ReadonlyMap<CountField, string>;
  /** Columns that hold no field. */
  readonly unused: readonly string[];
  /** What is wrong with the columns as a whole, in sentences. */
  readonly problems: readonly string[];
}

/**
 * Finds the column of each field: by the mapping, else by the field's name, else by its other names. A file has either one
 * column with the start of the slot, or one with the date and one with the time.
 */
export function findCountColumns(
  columns: readonly string[],
  mapping: ReadonlyMap<string, string>,
): CountColumns {
  const byField = new Map<CountField, string>();
  const used = new Set(mapping.values());
  for (const field of allFields.filter((each) => isWanted(each, mapping, columns))) {
    const column = mapping.get(field) ?? detected(field, columns, used);
    if (column === undefined || !columns.includes(column)) continue;
    byField.set(field, column);
    used.add(column);
  }
  return {
    byField,
    unused: columns.filter((column) => ![...byField.values()].includes(column)),
    problems: [...mappingProblems(columns, mapping), ...missingProblems(columns, byField)],
  };
}

/** A file with a column for the date has another one for the time of day; others have one for both. */
function isWanted(
  field: CountField,
  mapping: ReadonlyMap<string, string>,
  columns: readonly string[],
): boolean {
  if (field !== 'time' && field !== 'startAt') return true;
  const hasDate = mapping.has('date') || detected('date', columns, new Set(mapping.values())) !== undefined;
  return mapping.has(field) || (hasDate && !mapping.has('startAt')) === (field === 'time');
}

function detected(
  field: CountField,
  columns: readonly string[],
  used: ReadonlySet<string>,
): string | undefined {
  for (const name of namesOf(field)) {
    const column = columns.find((candidate) => !used.has(candidate) && fold(candidate) === fold(name));
    if (column !== undefined) return column;
  }
  return undefined;
}

function mappingProblems(columns: readonly string[], mapping: ReadonlyMap<string, string>): string[] {
  return [...mapping].flatMap(([field, column]) => {
    if (!(allFields as readonly string[]).includes(field))
      return [`Unknown field "${field}" in the column mapping: expected one of ${allFields.join(', ')}.`];
    if (columns.includes(column)) return [];
    return [
      `The column mapping names "${column}", which the file does not have: expected one of ${quoted(columns)}.`,
    ];
  });
}

function missingProblems(columns: readonly string[], byField: ReadonlyMap<CountField, string>): string[] {
  const found = quoted(columns);
  const hasTime = byField.has('startAt') || (byField.has('date') && byField.has('time'));
  const hasCount = [...byField.keys()].some(
    (field) => field === 'count' || sides.some((side) => field.startsWith(side)),
  );
  return [
    ...(hasTime
      ? []
      : [`The file has no column for the start of a slot; it has ${found}. Map it, like columns=startAt=….`]),
    ...(hasCount
      ? []
      : [`The file has no column with counts; it has ${found}. Map it, like columns=inbound=….`]),
  ];
}

const quoted = (names: readonly string[]): string =>
  names
    .slice(0, 40)
    .map((name) => `"${name.slice(0, 60)}"`)
    .join(', ');
