import type { Camera, CoordinateSystem } from '@vialog/contracts';
import { exportedPosition } from './camera-values.ts';
import { gbDirectionOf } from './directions.ts';

/** A GB/T 28181 catalogue of cameras with a 20-digit code; `Password` is never written. */
export function* writeGb28181(cameras: readonly Camera[], crs: CoordinateSystem): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<Response>\n<CmdType>Catalog</CmdType>\n<SN>1</SN>\n';
  yield `<SumNum>${cameras.length}</SumNum>\n<DeviceList Num="${cameras.length}">\n`;
  for (const camera of cameras) yield itemOf(camera, crs);
  yield '</DeviceList>\n</Response>\n';
}

function itemOf(camera: Camera, crs: CoordinateSystem): string {
  const [longitude, latitude] = exportedPosition(camera, crs);
  const code = camera.code ?? '';
  const item = [
    element('DeviceID', code),
    element('Name', camera.name),
    element('Manufacturer', camera.maker),
    element('Model', camera.hardwareModel),
    element('Owner', camera.governance.owner),
    element('CivilCode', code.slice(0, 6)),
    element('Parental', '0'),
    element('Longitude', String(longitude)),
    element('Latitude', String(latitude)),
    `<Info>${element('RoomType', camera.indoor ? '2' : '1')}${element('DirectionType', gbDirectionOf(camera.heading))}</Info>`,
  ];
  return `<Item>${item.join('')}</Item>\n`;
}

function element(name: string, text: string | undefined): string {
  return text === undefined || text === '' ? '' : `<${name}>${escaped(text)}</${name}>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
