import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Box, tilesOf } from './boxes.ts';
import { CardDetector } from './detector.ts';
import { mediaFolder, readArguments, repositoryFolder } from './media.ts';
import { type Picture, type Size, readPicture, whole } from './picture.ts';

/**
 * Measures a committed model on the development pictures: correctly judged parking spaces, and a street scene.
 * A space is judged occupied if it contains the centre of a box of the allowed classes. With --write the results go
 * into the card's `evaluation`.
 *
 *   node tools/convert-tfjs/parity/evaluate.ts [--model nanodet-g-416] [--write]
 */
const { id, isWritten, options } = readArguments();
const command = `node tools/convert-tfjs/parity/evaluate.ts${options}`;
const modelFolder = join(repositoryFolder, 'models', id);
const vehicleClasses = ['car', 'motorcycle', 'bus', 'truck'];

interface Lot {
  image: string;
  bays: { polygon: [number, number][]; occupied: boolean }[];
}

interface Setting {
  set: string;
  prefix: string;
  tile: Size;
  /** Share of the threshold of the card: steep views need a lower one. */
  confidence: number;
  anyClass: boolean;
  overlap?: number;
}

const ufpr05 = { set: 'PKLot UFPR05, 10 frames, 400 bays, 158 taken', prefix: '2013-', anyClass: false };
const ufpr04 = { set: 'PKLot UFPR04, 1 frame, 28 bays, 17 taken', prefix: '2012-12', anyClass: false };
const pucpr = { set: 'PKLot PUCPR, 1 frame, steep, 99 bays, 67 taken', prefix: '2012-09', anyClass: true };
const square = (side: number): Size => ({ width: side, height: side });

const settings: readonly Setting[] = [
  { ...ufpr05, tile: { width: 1280, height: 720 }, confidence: 1 },
  { ...ufpr05, tile: { width: 712, height: 400 }, confidence: 1 },
  { ...ufpr05, tile: square(720), confidence: 1 },
  { ...ufpr05, tile: square(640), confidence: 1 },
  { ...ufpr04, tile: { width: 712, height: 400 }, confidence: 1 },
  { ...pucpr, tile: square(420), confidence: 2 / 3, overlap: 0.4 },
];

interface Figure {
  set: string;
  metric: string;
  value: number;
  command: string;
}

async function judgeBays(detector: CardDetector, setting: Setting): Promise<Figure[]> {
  const threshold = Number((detector.card.threshold * setting.confidence).toFixed(3));
  const tally = { right: 0, taken: 0, takenFound: 0, called: 0, all: 0 };
  let tileCount = 0;
  for (const lot of lotsOf(setting.prefix)) {
    const picture = await readPicture(join(mediaFolder, 'lot-dev', lot.image));
    const tiles = tilesOf(picture, setting.tile, setting.overlap ?? 0.2);
    tileCount = tiles.length;
    const found = await detector.find(picture, tiles, threshold);
    const boxes = found.filter((box) => standsForVehicle(detector.card.labels[box.label] ?? '', setting));
    for (const bay of lot.bays) {
      const taken = boxes.some((box) => holdsCentre(bay.polygon, box, picture));
      tally.all += 1;
      tally.right += Number(taken === bay.occupied);
      tally.taken += Number(bay.occupied);
      tally.called += Number(taken);
      tally.takenFound += Number(taken && bay.occupied);
    }
  }
  const { width, height } = setting.tile;
  const how = `${tileCount} tile(s) of ${width}x${height}, conf ${threshold}${setting.anyClass ? ', any class but person' : ''}`;
  const figure = (metric: string, value: number): Figure => {
    return {
      set: setting.set,
      metric: `${metric}, % (${how})`,
      value: Math.round(value * 1000) / 10,
      command,
    };
  };
  return [
    figure('bays right', tally.right / tally.all),
    figure('taken bays found', tally.takenFound / tally.taken),
    figure('bays called taken that are', tally.takenFound / tally.called),
  ];
}

function lotsOf(prefix: string): Lot[] {
  const lines = readFileSync(join(mediaFolder, 'lot-dev/bays.jsonl'), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Lot).filter((lot) => lot.image.startsWith(prefix));
}

function standsForVehicle(label: string, setting: Setting): boolean {
  return setting.anyClass ? label !== 'person' : vehicleClasses.includes(label);
}

/** Even-odd rule; the polygon is in 0..1 of the picture. */
function holdsCentre(polygon: readonly [number, number][], box: Box, picture: Picture): boolean {
  const x = (box.x1 + box.x2) / 2 / picture.width;
  const y = (box.y1 + box.y2) / 2 / picture.height;
  let inside = false;
  polygon.forEach(([ax, ay], i) => {
    const [bx, by] = polygon.at(i - 1) ?? [ax, ay];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  });
  return inside;
}

async function countStreet(detector: CardDetector): Promise<Figure[]> {
  const picture = await readPicture(join(mediaFolder, 'bus.jpg'));
  const boxes = await detector.find(picture, [whole(picture)], detector.card.threshold);
  const count = (label: string): number =>
    boxes.filter((box) => detector.card.labels[box.label] === label).length;
  const set = 'bus.jpg (1 bus, 4 persons by eye)';
  return ['bus', 'person'].map((label) => ({
    set,
    metric: `${label} boxes (whole picture, conf ${detector.card.threshold})`,
    value: count(label),
    command,
  }));
}

async function main(): Promise<void> {
  const detector = await CardDetector.open(modelFolder);
  const figures = await countStreet(detector);
  for (const setting of settings) figures.push(...(await judgeBays(detector, setting)));
  for (const figure of figures)
    console.log(`${String(figure.value).padStart(6)}  ${figure.metric}  -  ${figure.set}`);
  if (!isWritten) return;
  const path = join(modelFolder, 'model.json');
  const card = JSON.parse(readFileSync(path, 'utf8')) as object;
  writeFileSync(path, JSON.stringify({ ...card, evaluation: figures }, null, 2) + '\n');
}

await main();
