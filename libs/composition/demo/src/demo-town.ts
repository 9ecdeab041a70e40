import { lotBays } from '@vialog/capture-synthetic';
import { cameraInput, siteInput, type CameraInput, type SiteInput } from '@vialog/contracts';

/** A site of the demo with its cameras. */
export interface DemoPlace {
  readonly site: SiteInput;
  /** Cameras of the site; their zones refer to the id of the site. */
  readonly cameras: readonly ((siteId: string) => CameraInput)[];
}

const timeZone = 'Asia/Shanghai';
/** Tag of all demo cameras. */
export const demoTag = 'demo';

interface DemoCamera {
  readonly name: string;
  readonly code: string;
  readonly position: [number, number];
  readonly heading: number;
  readonly scene: { readonly seed: number; readonly capacity: number; readonly light: 'day' | 'dusk' };
}

const northLot: readonly DemoCamera[] = [
  {
    name: 'North Lot, row A',
    code: 'demo-north-a',
    position: [112.2003, 31.0312],
    heading: 20,
    scene: { seed: 7, capacity: 40, light: 'day' },
  },
  {
    name: 'North Lot, row B',
    code: 'demo-north-b',
    position: [112.2011, 31.0308],
    heading: 200,
    scene: { seed: 11, capacity: 40, light: 'day' },
  },
  {
    name: 'North Lot, ramp',
    code: 'demo-north-c',
    position: [112.1996, 31.0303],
    heading: 110,
    scene: { seed: 23, capacity: 20, light: 'day' },
  },
];
const marketLot: readonly DemoCamera[] = [
  {
    name: 'Market Lot, evening side',
    code: 'demo-market-a',
    position: [112.2078, 31.0274],
    heading: 300,
    scene: { seed: 42, capacity: 30, light: 'dusk' },
  },
];

/** The demo of a first start: two parking lots with four rendered cameras and no real pictures. */
export const demoTown: readonly DemoPlace[] = [
  demoPlace(
    { name: 'North Lot', position: [112.2004, 31.0308], address: 'Demo town, North Street 1' },
    northLot,
  ),
  demoPlace(
    { name: 'Market Lot', position: [112.2078, 31.0272], address: 'Demo town, Market Square' },
    marketLot,
  ),
];

function demoPlace(
  site: { name: string; position: [number, number]; address: string },
  cameras: readonly DemoCamera[],
): DemoPlace {
  const capacity = cameras.reduce((sum, camera) => sum + camera.scene.capacity, 0);
  return {
    site: siteInput.parse({ ...site, kind: 'parking_lot', capacity, timeZone }),
    cameras: cameras.map((camera) => (siteId: string) => cameraOf(camera, siteId)),
  };
}

function cameraOf({ scene, ...camera }: DemoCamera, siteId: string): CameraInput {
  return cameraInput.parse({
    ...camera,
    timeZone,
    tags: [demoTag],
    height: 9,
    stream: { url: `synthetic:lot?seed=${scene.seed}&capacity=${scene.capacity}&light=${scene.light}` },
    governance: {
      owner: 'Vialog demo',
      contact: 'Operator of this server',
      purpose: 'Demonstrates counting on parking lots with rendered pictures.',
      legalBasis: 'No personal data: the pictures are rendered.',
    },
    zones: [{ zoneId: 'bays', name: 'Spaces', kind: 'bays', siteId, bays: lotBays(scene.capacity) }],
  });
}
