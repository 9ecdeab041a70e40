import type { LotDemand } from '@vialog/capture-synthetic';
import type { Metres } from './town-metres.ts';

export interface DemoLotCamera {
  readonly name: string;
  readonly code: string;
  /** East and north of the middle of the town, metres. */
  readonly at: Metres;
  readonly heading: number;
  readonly scene: { readonly seed: number; readonly capacity: number; readonly light: 'day' | 'dusk' };
  /** The last spaces of the scene are a loading zone, whose vehicles count as stopped: number. Default: none. */
  readonly loadingSpaces?: number;
}

export interface DemoLot {
  readonly name: string;
  /** English and Chinese: names of sites have one language only. */
  readonly address: string;
  /** Found by a search for its word: the name in Chinese. */
  readonly tag: string;
  readonly at: Metres;
  readonly demand: LotDemand;
  /** Demand after the street change, percent of that before. */
  readonly afterChange: number;
  /** The evening event brings visitors. */
  readonly hasEvent?: true;
  readonly cameras: readonly DemoLotCamera[];
}

/** The six parking lots. Main Street is closed to through traffic one day: visitors move from Market Lot to River Lot. */
export const demoLots: readonly DemoLot[] = [
  {
    name: 'North Lot',
    address: 'Demo town, North Street 1 · 示例城北街1号',
    tag: '北停车场',
    at: [-343, 200],
    demand: 'commuters',
    afterChange: 104,
    cameras: [
      {
        name: 'North Lot, row A',
        code: 'demo-north-a',
        at: [-353, 245],
        heading: 20,
        scene: { seed: 7, capacity: 40, light: 'day' },
      },
      {
        name: 'North Lot, row B',
        code: 'demo-north-b',
        at: [-277, 200],
        heading: 200,
        scene: { seed: 11, capacity: 40, light: 'day' },
      },
      {
        name: 'North Lot, ramp',
        code: 'demo-north-c',
        at: [-420, 145],
        heading: 110,
        scene: { seed: 23, capacity: 20, light: 'day' },
      },
    ],
  },
  {
    name: 'Market Lot',
    address: 'Demo town, Market Square · 示例城集市广场',
    tag: '集市停车场',
    at: [362, -200],
    demand: 'market',
    afterChange: 74,
    hasEvent: true,
    cameras: [
      {
        name: 'Market Lot, evening side',
        code: 'demo-market-a',
        at: [362, -178],
        heading: 300,
        scene: { seed: 42, capacity: 40, light: 'dusk' },
        loadingSpaces: 10,
      },
    ],
  },
  {
    name: 'River Lot',
    address: 'Demo town, Quay Street 12 · 示例城滨河路12号',
    tag: '滨河停车场',
    at: [-670, -252],
    demand: 'leisure',
    afterChange: 128,
    hasEvent: true,
    cameras: [
      {
        name: 'River Lot',
        code: 'demo-river',
        at: [-660, -240],
        heading: 90,
        scene: { seed: 58, capacity: 40, light: 'day' },
      },
    ],
  },
  {
    name: 'School Lot',
    address: 'Demo town, School Street 21 · 示例城学府街21号',
    tag: '学府停车场',
    at: [-100, 348],
    demand: 'school',
    afterChange: 100,
    cameras: [
      {
        name: 'School Lot',
        code: 'demo-school',
        at: [-90, 360],
        heading: 0,
        scene: { seed: 64, capacity: 40, light: 'day' },
      },
    ],
  },
  {
    name: 'Garden Lot',
    address: 'Demo town, Garden Street 5 · 示例城花园街5号',
    tag: '花园停车场',
    at: [590, -252],
    demand: 'homes',
    afterChange: 100,
    cameras: [
      {
        name: 'Garden Lot',
        code: 'demo-garden',
        at: [600, -240],
        heading: 45,
        scene: { seed: 73, capacity: 30, light: 'dusk' },
      },
    ],
  },
  {
    name: 'Station Lot',
    address: 'Demo town, Station Street 3 · 示例城站前街3号',
    tag: '站前停车场',
    at: [-400, 348],
    demand: 'quiet',
    afterChange: 100,
    cameras: [
      {
        name: 'Station Lot',
        code: 'demo-station',
        at: [-390, 360],
        heading: 180,
        scene: { seed: 86, capacity: 20, light: 'day' },
      },
    ],
  },
];

export interface DemoGate {
  readonly name: string;
  readonly code: string;
  readonly at: Metres;
  readonly heading: number;
  readonly seed: number;
  readonly light: 'day' | 'dusk';
  /** Vehicles after the street change, percent of those before. */
  readonly afterChange: number;
}

/** A compound whose vehicles are counted at four gates. Since the street change more of them come by East Road. */
export const demoCompound = {
  name: 'Willow Works',
  address: 'Demo town, Garden Street 40 · 示例城花园街40号',
  tag: '柳河工业园',
  at: [620, 375] as Metres,
  capacity: 240,
  gates: [
    {
      name: 'Willow Works, west gate',
      code: 'demo-gate-w',
      at: [504, 375],
      heading: 270,
      seed: 103,
      light: 'day',
      afterChange: 78,
    },
    {
      name: 'Willow Works, north gate',
      code: 'demo-gate-n',
      at: [620, 448],
      heading: 0,
      seed: 117,
      light: 'dusk',
      afterChange: 100,
    },
    {
      name: 'Willow Works, east gate',
      code: 'demo-gate-e',
      at: [738, 375],
      heading: 90,
      seed: 131,
      light: 'day',
      afterChange: 127,
    },
    {
      name: 'Willow Works, south gate',
      code: 'demo-gate-s',
      at: [620, 304],
      heading: 180,
      seed: 149,
      light: 'day',
      afterChange: 100,
    },
  ] satisfies DemoGate[],
} as const;
